using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Steward.Assistant;

/// <summary>Works on one run until it ends or has to wait. All it knows is stored: another node goes on where it stops.</summary>
/// <param name="run">Which.</param>
/// <param name="services">All that it needs.</param>
/// <param name="cancelled">A person has stopped it.</param>
/// <param name="start">What is stored of it; null: that is read first.</param>
internal sealed class RunWork(Run run, RunServices services, CancellationToken cancelled, RunStart? start = null)
    : IAsyncDisposable
{
    private const int MostEmpty = 2;
    private const int MostLost = 5;
    private const string NotAccepted = "not_accepted";

    private readonly long begun = Stopwatch.GetTimestamp();
    private RunLog log = null!;
    private RunScope scope = null!;

    /// <param name="lost">Ends the work without a word: the run is another's, or the server stops.</param>
    public async Task Go(CancellationToken lost)
    {
        using var live = services.Feed.Follow(run.Id);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(lost, cancelled);
        start ??= await services.Ledger.Start(run, lost);
        log = new(start, services.Ledger, live, lost);
        var end = await Work(stop.Token, lost);
        if (end.State is not RunState.Waiting && !IsTold)
        {
            await log.EndText();
            log.Note(End(end));
        }
        await log.Leave(end);
    }

    public ValueTask DisposeAsync() => log?.DisposeAsync() ?? default;

    private async Task<RunEnd> Work(CancellationToken ct, CancellationToken lost)
    {
        try
        {
            if (IsTold)
                return Told;
            if (run.IsCancelled)
                return Cancelled;
            if (run.Lost > MostLost)
                return RunEnd.Failed(
                    "crashed",
                    $"{run.Lost} servers were lost over this run. Tell the operator its id."
                );
            return await Work(ct);
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested && !lost.IsCancellationRequested)
        {
            return Cancelled;
        }
        catch (ModelException fault)
        {
            await RunTurn.Discard(log, log.Steps.LastOrDefault(step => step.Kind is StepKind.Usage)?.Number ?? 0, lost);
            return RunEnd.Failed(fault.Code, fault.Message);
        }
        catch (RefusalException refusal)
        {
            return RunEnd.Failed(refusal.Code, refusal.Message);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or RunLostException))
        {
            services.Log.RunFailed(fault, run.Id);
            return RunEnd.Failed("internal", "Something went wrong here. Tell the operator the run's id.");
        }
    }

    private async Task<RunEnd> Work(CancellationToken ct)
    {
        scope = new(run, services, ct);
        var earlier = start!.Earlier;
        var hasModel = await services.Models.Any(run.Tenant, ct, log.Setup);
        // What comes over /v1 is a program's call, and nobody has said it here.
        if (log.Steps is [] && run is { Agent: null, Caller: { Kind: CallerKind.User, Surface: not Surface.OpenAI } })
            if (await new RuleTurn(run, services).Take(earlier, hasModel, ct) is { } ruled)
                return await Say(ruled, ct);
        if (!hasModel)
            return RunEnd.Failed(
                ModelFaults.NotConfigured,
                "No model is configured here: an operator or owner can add one. Until then, say what to do in a sentence such as 'add call Bob tomorrow'."
            );
        var plan = await scope.Prepare(log.Setup);
        log.Agent = scope.Agent.Name;
        if (
            plan.TokensToday >= (plan.Limits.TokensPerDay ?? long.MaxValue)
            || plan.CostToday >= (plan.Limits.CostPerDay ?? long.MaxValue)
        )
            return RunEnd.Failed("day_limit", "The agents here have used up what they may take today. Ask an owner.");
        // What it read in earlier runs stands in its answers there, and in what a client tells of them.
        if (
            earlier.Any(before => before.IsTainted)
            || log.Steps.Any(step => step.IsTainted is true)
            || Transcript.Earlier(run.Said) is not null
        )
            await scope.Taint();
        await DiscardHalf(ct);
        await using var tools = await ToolBox.Open(services.Tools, () => scope.Caller, ct);
        return await Turns(earlier, tools, ct);
    }

    private async Task<RunEnd> Turns(IReadOnlyList<Run> earlier, ToolBox tools, CancellationToken ct)
    {
        IReadOnlyList<AITool>? declared = null;
        while (true)
        {
            var open = log.Steps.OpenCalls();
            if (open is not [])
            {
                var calls = new RunCalls(run, scope, log, tools);
                var waits = await calls.Make(open, ct);
                if (calls.HasReadOthers)
                    await scope.Taint();
                if (waits is not [])
                    return RunEnd.Waiting(waits);
                continue;
            }
            if (await Answered(ct) is { } end)
                return end;
            if (log.Steps.OpenCalls() is not [])
                continue;
            if (Limit() is { } limit)
                return limit;
            declared ??=
            [
                .. await tools.List(scope.Caller, ct),
                .. scope.MayAskAgents ? [AskAgent.Declaration] : (AITool[])[],
                .. scope.Outside.Values.Select(tool => tool.Declaration),
            ];
            await new RunTurn(run, scope, services, log).Take(earlier, declared, ct);
        }
    }

    /// <summary>How it ends, if the model has said its last word and its reviewers, if there are any, accept it.</summary>
    private async Task<RunEnd?> Answered(CancellationToken ct)
    {
        if (log.Steps.LastOrDefault(step => step.Kind is StepKind.Usage) is not { } last)
            return null;
        var since = log.Steps.Where(step => step.Number > last.Number).ToList();
        var turn = log.Steps.TurnOf(last.Number);
        if (turn.Exists(step => step.Kind is StepKind.Call))
            return null;
        if (turn.Find(step => step.Kind is StepKind.Text or StepKind.Draft) is not { Text: { } said } answer)
            return log.Steps.EmptyTurns() >= MostEmpty
                ? RunEnd.Failed(
                    ModelFaults.BadAnswer,
                    "The model answered nothing. Say it again, or try another model."
                )
                : null;
        if (answer.Kind is StepKind.Text)
            return new(RunState.Done, said);
        // A node that ended between the two.
        if (since.Exists(step => step.Kind is StepKind.Text))
            return new(RunState.Done, said);
        var results = since.Where(step => step.Kind is StepKind.Result).ToList();
        if (results is [])
        {
            await log.Add(ct, [.. Reviews.Ask(scope.Agent, run.Said, said, log.Steps.Count + 1)]);
            return null;
        }
        if (results.TrueForAll(Reviews.IsAccepted))
        {
            log.Note(new StepView(0, StepKind.Text, default, Text: said));
            return new(RunState.Done, said);
        }
        var rounds = log.Steps.Count(step => step.Kind is StepKind.Draft);
        return rounds >= Reviews.MostRounds
            ? new RunEnd(
                RunState.Failed,
                said,
                NotAccepted,
                $"The reviewers have not accepted it in {rounds} rounds; the answer is what they saw last."
            )
            : null;
    }

    private async Task<RunEnd> Say(RuleAnswer ruled, CancellationToken ct)
    {
        var steps = new List<StepView>();
        if (ruled.ChangeId is { } change)
        {
            steps.Add(new(0, StepKind.Call, default, CallId: "c1", Tool: "say", Arguments: Said()));
            steps.Add(
                new(
                    0,
                    StepKind.Result,
                    default,
                    CallId: "c1",
                    Output: ruled.End.Answer,
                    IsError: false,
                    ChangeId: change,
                    IsTainted: ruled.IsTainted
                )
            );
        }
        if (ruled.End.Answer is { Length: > 0 } answer)
            steps.Add(new(0, StepKind.Text, default, Text: answer));
        steps.Add(End(ruled.End));
        if (ruled.IsTainted)
            await services.Ledger.Name(run, [], ct);
        log.Note(steps);
        return ruled.End;
    }

    private JsonElement Said() =>
        JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["text"] = run.Said });

    /// <summary>A model's answer that a node was storing when it ended.</summary>
    private async Task DiscardHalf(CancellationToken ct)
    {
        var last = log.Steps.LastOrDefault(step => step.Kind is StepKind.Usage)?.Number ?? 0;
        // What reviewers have accepted is said once more, behind all.
        if (!scope.IsReviewed)
            await RunTurn.Discard(log, last, ct);
    }

    private static StepView End(RunEnd end) =>
        new(0, StepKind.End, default, State: end.State, Code: end.Code, Message: end.Message);

    /// <summary>A node ended when it had said how the run ends, and had not let go of it.</summary>
    private bool IsTold => log.Steps is [.., { Kind: StepKind.End }];

    private RunEnd Told
    {
        get
        {
            var (end, said) = (log.Steps[^1], log.Steps.LastOrDefault(step => step.Text is not null)?.Text);
            return new(
                end.State!.Value,
                end.State is RunState.Done || end.Code is NotAccepted ? said : null,
                end.Code,
                end.Message
            );
        }
    }

    private RunEnd? Limit()
    {
        var used = log.Steps.Where(step => step.Kind is StepKind.Usage).ToList();
        var limits = scope.Limits;
        var steps = Math.Min(limits.StepsPerRun, scope.Agent.MaxTurns ?? int.MaxValue);
        if (used.Count >= steps)
            return RunEnd.Failed("step_limit", $"The run has asked a model {steps} times, and may no more often.");
        if (used.Sum(step => step.InputTokens + step.OutputTokens) >= limits.TokensPerRun)
            return RunEnd.Failed("token_limit", $"The run has taken {limits.TokensPerRun} tokens, and may no more.");
        if (Stopwatch.GetElapsedTime(begun) >= TimeSpan.FromMinutes(limits.MinutesPerRun))
            return RunEnd.Failed(
                "time_limit",
                $"The run has worked for {limits.MinutesPerRun} minutes, and may no longer."
            );
        return null;
    }

    private static RunEnd Cancelled => new(RunState.Cancelled, null, "cancelled", "A person has stopped it.");
}

internal static partial class RunLogging
{
    [LoggerMessage(30, LogLevel.Error, "Run {Run} failed unexpectedly")]
    public static partial void RunFailed(this ILogger log, Exception fault, Guid run);

    [LoggerMessage(31, LogLevel.Warning, "Runs could not be claimed or kept; trying again")]
    public static partial void ClaimFailed(this ILogger log, Exception fault);

    [LoggerMessage(32, LogLevel.Warning, "Run {Run} is let go of: another node has it, or will")]
    public static partial void RunLost(this ILogger log, Exception fault, Guid run);
}
