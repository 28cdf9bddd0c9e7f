using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace Steward.Assistant;

/// <summary>Makes the calls that the model has asked for, side by side: one that waits holds up none of the others.</summary>
internal sealed class RunCalls(Run run, RunScope scope, RunLog log, ToolBox tools)
{
    private const int MostChildren = 8;
    private const int AtOnce = 8;

    /// <summary>Together, of one run; of what comes then no more than a beginning is kept.</summary>
    private const int MostOutput = 4_000_000;
    private const int ShortOutput = 2_000;

    /// <summary>What it answers Steward itself has written.</summary>
    private const string FindOperations = "find_operations";
    private const string InFlight = "in_flight";
    private const int MostAgain = 60;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly bool isResumed = log.Steps.Any(step => step.Kind is StepKind.Usage && step.At != default);
    private readonly RunOutside outside = new(run, scope);
    private int asked;

    /// <summary>Whether the text of others was among what was answered.</summary>
    public bool HasReadOthers { get; private set; }

    /// <summary>Answers with what has to end before the run can go on.</summary>
    public async Task<IReadOnlyList<Guid>> Make(IReadOnlyList<StepView> calls, CancellationToken ct)
    {
        var approvals = await Decided(calls, ct);
        var children = calls.Any(call => IsForAgent(call)) ? await scope.Ledger.Below(run, ct) : [];
        var waits = new ConcurrentBag<Guid>();
        await Parallel.ForEachAsync(
            calls,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (call, ct) =>
            {
                if (await Make(call, approvals, children, ct) is { } waiting)
                    waits.Add(waiting);
            }
        );
        return [.. waits];
    }

    private async Task<Guid?> Make(
        StepView call,
        IReadOnlyDictionary<Guid, DecidedApproval> approvals,
        IReadOnlyList<Run> children,
        CancellationToken ct
    )
    {
        if (call.Arguments is not { ValueKind: JsonValueKind.Object } arguments)
            return await Fail(call, "The arguments are not a JSON object. Call again with one.", ct);
        if (IsForAgent(call))
            return await Ask(call, arguments, children, ct);
        if (Waiting(call) is { } waiting)
            return await Decide(call, waiting, approvals, ct);
        var key = $"{run.Id:N}:{call.Number}";
        if (isResumed && await scope.Ledger.ApprovalOf(run, key, ct) is { } stored)
            return await Wait(call, stored, ct);
        var (tool, given) = outside.Meant(call, arguments);
        var answer = await tools.Call(tool, given, key, ct);
        // Another node's call with the same key is being committed: its answer is this call's.
        for (var again = 0; answer.Code is InFlight; again++)
        {
            if (again == MostAgain)
                throw RefusalException.Conflict(
                    InFlight,
                    $"A call of {call.Tool} is still being made elsewhere. Look at what it has done, then say it again."
                );
            await scope.Pause(Again, ct);
            answer = await tools.Call(tool, given, key, ct);
        }
        if (answer.ApprovalId is { } approval)
            return await Wait(call, approval, ct);
        await Result(call, answer, ct);
        return null;
    }

    private async Task<Guid?> Wait(StepView call, Guid approval, CancellationToken ct)
    {
        if ((await Decided([approval], ct)).GetValueOrDefault(approval) is { State: not ApprovalState.Pending } was)
        {
            await Result(call, Answered(was), ct, IsByOther(was));
            return null;
        }
        await log.Add(ct, new StepView(0, StepKind.Approval, default, CallId: call.CallId, ApprovalId: approval));
        return approval;
    }

    /// <summary>The reason of somebody else is text like any other; null: what it answers is looked at.</summary>
    private bool? IsByOther(DecidedApproval? approval) =>
        approval is { State: ApprovalState.Denied, Reason: not null } && approval.DecidedBy != run.User ? true : null;

    private async Task<Guid?> Decide(
        StepView call,
        Guid approval,
        IReadOnlyDictionary<Guid, DecidedApproval> approvals,
        CancellationToken ct
    )
    {
        if (approvals.GetValueOrDefault(approval) is { State: ApprovalState.Pending })
            return approval;
        var was = approvals.GetValueOrDefault(approval);
        await Result(call, Answered(was), ct, IsByOther(was));
        return null;
    }

    private static ToolAnswer Answered(DecidedApproval? approval) =>
        approval switch
        {
            { State: ApprovalState.Approved } => Approved(approval),
            { State: ApprovalState.Denied } => new(
                $"A person has denied this. {approval.Reason}".TrimEnd() + " Do not try it again in another way.",
                null,
                true
            ),
            _ => new("Nobody has approved this in time.", null, true),
        };

    private static ToolAnswer Approved(DecidedApproval approval)
    {
        var content = JsonSerializer.SerializeToElement(
            new Dictionary<string, object?>
            {
                ["result"] = approval.Result is null ? null : JsonElement.Parse(approval.Result),
                ["change_id"] = approval.ChangeId,
            },
            Wire.Json
        );
        return new(content.GetRawText(), content, false);
    }

    /// <summary>Another agent does it, in a run of its own that has no more rights than this one.</summary>
    private async Task<Guid?> Ask(
        StepView call,
        JsonElement arguments,
        IReadOnlyList<Run> children,
        CancellationToken ct
    )
    {
        var id = ChildId(call);
        if (children.FirstOrDefault(child => child.Id == id) is { } child)
        {
            if (!child.HasEnded)
                return id;
            HasReadOthers |= child.IsTainted;
            await Result(
                call,
                child.State is RunState.Done
                    ? new(child.Answer ?? "", null, false)
                    : new($"{child.Agent} did not come to an end: {child.Message ?? child.Code}", null, true),
                ct,
                isTainted: child.IsTainted
            );
            return null;
        }
        if (!AskAgent.TryRead(arguments, out var agent, out var task))
            return await Fail(call, $"{AskAgent.Name} needs agent and task.", ct);
        if (call.Tool == AskAgent.Name && !scope.MayAskAgents)
            return await Fail(call, "This agent may not ask others.", ct);
        if (run.Depth >= AskAgent.Deepest || children.Count + Interlocked.Increment(ref asked) > MostChildren)
            return await Fail(call, "No more agents can be asked in this run. Do it yourself.", ct);
        try
        {
            await scope.Plan(agent, ct);
        }
        catch (RefusalException refusal) when (refusal.Kind is RefusalKind.NotFound)
        {
            return await Fail(call, refusal.Message, ct);
        }
        await scope.Ledger.AddChild(
            run,
            run with
            {
                Id = id,
                Agent = agent,
                Said = task,
                Caller = run.Caller with { Tools = scope.Tools is null ? null : [.. scope.Tools] },
                IsTainted = scope.IsTainted,
            },
            ct
        );
        scope.Wake();
        return id;
    }

    /// <summary>The same for the same call, whoever makes it.</summary>
    private Guid ChildId(StepView call)
    {
        Span<byte> bytes = stackalloc byte[32];
        SHA256.HashData([.. run.Id.ToByteArray(bigEndian: true), .. BitConverter.GetBytes(call.Number)], bytes);
        run.Id.ToByteArray(bigEndian: true).AsSpan(0, 6).CopyTo(bytes);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new(bytes[..16], bigEndian: true);
    }

    private async Task<Guid?> Fail(StepView call, string why, CancellationToken ct)
    {
        await Result(call, new(why, null, true), ct);
        return null;
    }

    private async Task Result(StepView call, ToolAnswer answer, CancellationToken ct, bool? isTainted = null)
    {
        var isOthers =
            isTainted
            ?? (call.Tool is not FindOperations && await scope.IsOthers(ReadText.Of(answer, call.Arguments), ct));
        if (RunOutside.Begun(call, answer) is { } begun)
        {
            answer = await outside.Outcome(begun, answer.ChangeId, ct);
            isOthers = true;
        }
        HasReadOthers |= isOthers;
        var kept = log.Steps.Sum(step => (long)(step.Output?.Length ?? 0));
        var text = Texts.HeadAndTail(Texts.Clean(answer.Text), kept > MostOutput ? ShortOutput : Texts.LongestOutput);
        await log.Add(
            ct,
            new StepView(
                0,
                StepKind.Result,
                default,
                CallId: call.CallId,
                Output: isOthers ? Texts.AsData(call.Tool!, text) : text,
                IsError: answer.IsError,
                ChangeId: answer.ChangeId,
                IsTainted: isOthers
            )
        );
    }

    private Guid? Waiting(StepView call) =>
        log.Steps.LastOrDefault(step => step.Kind is StepKind.Approval && step.CallId == call.CallId)?.ApprovalId;

    private async Task<IReadOnlyDictionary<Guid, DecidedApproval>> Decided(
        IReadOnlyList<StepView> calls,
        CancellationToken ct
    ) => await Decided([.. calls.Select(Waiting).OfType<Guid>()], ct);

    private async Task<IReadOnlyDictionary<Guid, DecidedApproval>> Decided(Guid[] ids, CancellationToken ct) =>
        ids is []
            ? new Dictionary<Guid, DecidedApproval>()
            : (await scope.Ledger.Approvals(run, ids, ct)).ToDictionary(approval => approval.Id);

    private static bool IsForAgent(StepView call) => call.Tool is AskAgent.Name or Reviews.Tool;
}
