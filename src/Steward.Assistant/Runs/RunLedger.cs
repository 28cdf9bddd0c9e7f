using Microsoft.Extensions.DependencyInjection;

namespace Steward.Assistant;

/// <summary>
/// What a node writes about the runs that it works on. Each entry holds only as long as the run is the node's own: who has lost it to
/// another writes nothing any more.
/// </summary>
internal sealed class RunLedger(IServiceScopeFactory scopes, Identifiers identifiers, TimeProvider clock)
{
    /// <summary>Longer than two renewals; a run of a dead node is taken up when it is over.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(8);

    /// <summary>These places of a node are for tenants that hold no more than <see cref="Few"/> of them.</summary>
    public const int LastPlaces = 32;
    public const int Few = 8;

    /// <summary>Only runs of these tenants. Only the tests ask for it, so that none works on another one's.</summary>
    public Guid[]? Only { get; set; }

    /// <summary>Told of each entry and whether it is made already. Only the tests ask for it, to end a node between two of them.</summary>
    public Action<string, bool>? Passing { get; set; }
    public Guid Node { get; } = identifiers.New(clock.GetUtcNow());

    public async Task<List<Run>> Claim(int most, CancellationToken ct) =>
        [.. (await Call("assistant.claim_runs", ct, Node, most, Few, LastPlaces, Lease, Only)).Select(Run.Of)];

    /// <summary>Those of the runs that are still this node's, and whether each is cancelled.</summary>
    public async Task<Dictionary<Guid, bool>> Keep(Guid[] runs, CancellationToken ct) =>
        (await Call("assistant.keep_runs", ct, Node, runs, Lease)).ToDictionary(
            row => (Guid)row[0]!,
            row => (bool)row[1]!
        );

    /// <summary>All that is stored of a run.</summary>
    public async Task<RunStart> Start(Run run, CancellationToken ct)
    {
        var (steps, earlier, setup) = (Steps(run, ct), Earlier(run, ct), Setup(run, ct));
        await Task.WhenAll(steps, earlier, setup);
        return new(run, await steps, await earlier, await setup);
    }

    private async Task<List<StepView>> Steps(Run run, CancellationToken ct) =>
        [.. (await Call("assistant.steps_of", ct, run.Tenant, run.Id)).Select(StepView.Of)];

    private async Task<List<Run>> Earlier(Run run, CancellationToken ct) =>
        run.Depth > 0
            ? []
            :
            [
                .. (
                    await Call(
                        "assistant.earlier_runs",
                        ct,
                        run.Tenant,
                        run.ConversationId,
                        run.Id,
                        RunStart.MostEarlier
                    )
                ).Select(Run.Of),
            ];

    private async Task<string> Setup(Run run, CancellationToken ct) =>
        (string)(await Call("assistant.setup_of", ct, run.Tenant))[0][0]!;

    public async Task<List<Run>> Below(Run run, CancellationToken ct) =>
        [.. (await Call("assistant.runs_below", ct, run.Tenant, run.RootId)).Select(Run.Of)];

    public async Task<List<DecidedApproval>> Approvals(Run run, Guid[] ids, CancellationToken ct) =>
        [.. (await Call("assistant.approvals_of", ct, run.Tenant, run.User, ids)).Select(DecidedApproval.Of)];

    /// <summary>The approval that a call with this key has asked for, whatever became of it.</summary>
    public async Task<Guid?> ApprovalOf(Run run, string key, CancellationToken ct) =>
        await Call("assistant.approval_of", ct, run.Tenant, run.User, key) is [[Guid id], ..] ? id : null;

    public async Task<(OutsideCallState State, string? Result, string? Problem)> OutcomeOf(
        Run run,
        Guid call,
        CancellationToken ct
    ) =>
        await Call("assistant.outcome_of", ct, run.Tenant, run.User, call) is [var row, ..]
            ? (Enum.Parse<OutsideCallState>((string)row[0]!), (string?)row[1], (string?)row[2])
            : (OutsideCallState.Failed, null, "This call is not known any more.");

    /// <summary>Stores steps, counts what they have taken, and answers with what tells of the tenant's setup.</summary>
    public async Task<string> Add(
        Run run,
        string agent,
        int first,
        IReadOnlyList<StepView> steps,
        CancellationToken ct
    ) => Setup(await Call("assistant.add_steps", ct, Written(run, agent, first, steps)));

    /// <summary>The same, and lets go of the run.</summary>
    public async Task<string> Leave(
        Run run,
        string agent,
        int first,
        IReadOnlyList<StepView> steps,
        RunEnd end,
        CancellationToken ct
    ) =>
        Setup(
            await Call(
                "assistant.leave_run",
                ct,
                [
                    .. Written(run, agent, first, steps),
                    end.State.ToString(),
                    end.Code,
                    end.Message,
                    end.Answer,
                    end.WaitsFor.ToArray(),
                ]
            )
        );

    private object?[] Written(Run run, string agent, int first, IReadOnlyList<StepView> steps)
    {
        var usage = steps.SingleOrDefault(step => step.Kind is StepKind.Usage);
        return
        [
            run.Tenant,
            run.Id,
            Node,
            first,
            steps.Select(step => step.Kind.ToString()).ToArray(),
            steps.Select(step => step.CallId ?? "").ToArray(),
            steps.Select(step => step.Body).ToArray(),
            agent,
            usage?.Model,
            usage?.InputTokens,
            usage?.OutputTokens,
            usage?.Cost,
        ];
    }

    private static string Setup(IReadOnlyList<object?[]> answer) =>
        answer is [[string setup]] ? setup : throw new RunLostException();

    public Task Grow(Run run, int number, string more, CancellationToken ct) =>
        Held("assistant.grow_step", ct, run.Tenant, run.Id, Node, number, more);

    public Task Name(Run run, IEnumerable<Guid> named, CancellationToken ct) =>
        Held("assistant.name_rows", ct, run.Tenant, run.Id, Node, named.ToArray(), true);

    /// <summary>A run of another agent for this one; made again, it is the same.</summary>
    public Task AddChild(Run run, Run child, CancellationToken ct) =>
        Call(
            "assistant.add_child",
            ct,
            run.Tenant,
            child.Id,
            run.Id,
            Node,
            child.Agent,
            child.Said,
            child.Caller.ToString(),
            child.IsTainted
        );

    private async Task Held(string function, CancellationToken ct, params object?[] arguments)
    {
        if (await Call(function, ct, arguments) is not [[true]])
            throw new RunLostException();
    }

    private async Task<IReadOnlyList<object?[]>> Call(string function, CancellationToken ct, params object?[] arguments)
    {
        Passing?.Invoke(function, false);
        await using var scope = scopes.CreateAsyncScope();
        var answer = await scope.ServiceProvider.GetRequiredService<Porch>().Call(function, ct, arguments);
        Passing?.Invoke(function, true);
        return answer;
    }
}

/// <summary>How a node lets go of a run.</summary>
internal sealed record RunEnd(RunState State, string? Answer = null, string? Code = null, string? Message = null)
{
    public IReadOnlyList<Guid> WaitsFor { get; init; } = [];

    public static RunEnd Waiting(IEnumerable<Guid> on) => new(RunState.Waiting) { WaitsFor = [.. on] };

    public static RunEnd Failed(string code, string message) => new(RunState.Failed, null, code, message);
}

/// <summary>What became of a call that waited.</summary>
internal sealed record DecidedApproval(
    Guid Id,
    ApprovalState State,
    string? Reason,
    string? Result,
    Guid? ChangeId,
    UserId? DecidedBy
)
{
    public static DecidedApproval Of(object?[] row) =>
        new(
            (Guid)row[0]!,
            Enum.Parse<ApprovalState>((string)row[1]!),
            (string?)row[2],
            (string?)row[3],
            (Guid?)row[4],
            row[5] is Guid by ? new(by) : null
        );
}

/// <summary>Another node has the run, or it was deleted.</summary>
internal sealed class RunLostException() : Exception("The run is not this node's any more.");
