using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Steward.Assistant;

namespace Steward.Server.Rest;

/// <summary>
/// A run as it goes on, for whoever reads along, on whichever node: words as they are said, other steps whole. It is read through the
/// pipeline, as the one who reads.
/// </summary>
internal sealed class RunFollower(
    Catalogue catalogue,
    Pipeline pipeline,
    RunFeed feed,
    IHostApplicationLifetime lifetime
)
{
    /// <summary>How soon what another node has stored is seen.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(2);
    private const int AtOnce = 200;

    /// <summary>The run that an operation began or tells of.</summary>
    public static Guid? RunOf(object result) =>
        result switch
        {
            RunView view => view.Id,
            JsonElement replayed => replayed.GetProperty("id").GetGuid(),
            _ => null,
        };

    /// <summary>Ends with <see cref="RunNews.Ended"/>, and when the server stops or who reads has gone.</summary>
    public async IAsyncEnumerable<RunNews> Follow(
        Caller caller,
        Guid run,
        RunPosition from,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        using var live = feed.Follow(run);
        var (at, pause, waits) = (from, Poll, new HashSet<Guid>());
        while (true)
        {
            var (seen, before) = (live.Bell.Count, at);
            RunState? state = null;
            // What is being said on this node needs no look into the database.
            if (live.Said(at.Number + 1, at.Place) is { } said)
            {
                if (said.Length > 0)
                {
                    at = at with { Place = at.Place + said.Length };
                    yield return new RunNews.Said(at, said);
                }
            }
            else
            {
                var steps = await Read<StepsView>(new ListSteps(run, at.Number, AtOnce), caller, over.Token);
                state = steps.State;
                foreach (var step in steps.Items)
                {
                    var mayGrow = step == steps.Items[^1] && !HasEnded(steps.State);
                    (at, var news) = Next(step, at, mayGrow, live);
                    if (news is not null)
                        yield return news;
                }
                if (HasEnded(steps.State) && steps.Items.Count < AtOnce)
                {
                    yield return new RunNews.Ended(steps.State);
                    yield break;
                }
            }
            if (at != before)
            {
                pause = Poll;
                continue;
            }
            if (state is RunState.Waiting && await Waiting(run, caller, waits, over.Token) is { Count: > 0 } asked)
                yield return new RunNews.Waits(asked);
            yield return new RunNews.Quiet();
            await live.Bell.Wait(seen, pause, over.Token);
            over.Token.ThrowIfCancellationRequested();
            pause = pause * 2 < LongestPoll ? pause * 2 : LongestPoll;
        }
    }

    /// <summary>Of a text that may still grow the position stays before its end.</summary>
    private static (RunPosition, RunNews?) Next(StepView step, RunPosition at, bool mayGrow, LiveRun live)
    {
        if (step.Kind is not StepKind.Text)
            return (new(step.Number, 0), new RunNews.Step(step));
        // While words are said here, what is stored may lag behind them.
        if (mayGrow && live.Said(step.Number, 0) is not null)
            return (at, null);
        var place = step.Number == at.Number + 1 ? Math.Min(at.Place, step.Text!.Length) : 0;
        var rest = step.Text![place..];
        return (
            mayGrow ? new(step.Number - 1, step.Text.Length) : new(step.Number, 0),
            rest.Length > 0 ? new RunNews.Said(new(step.Number - 1, step.Text.Length), rest) : null
        );
    }

    /// <summary>What a person has to decide about before the run, or a run that works for it, goes on; each is told once.</summary>
    private async Task<IReadOnlyList<ApprovalView>> Waiting(
        Guid run,
        Caller caller,
        HashSet<Guid> known,
        CancellationToken ct
    )
    {
        var pending = await Read<Page<ApprovalView>>(new ListApprovals(Limit: AtOnce), caller, ct);
        return [.. pending.Items.Where(approval => approval.RunId == run && known.Add(approval.Id))];
    }

    private async Task<T> Read<T>(IOperation query, Caller caller, CancellationToken ct)
    {
        var outcome = await pipeline.Run(
            new()
            {
                Operation = catalogue.Of(query.GetType()),
                Caller = caller,
                Input = () => new(query),
            },
            ct
        );
        return (T)outcome.Result!;
    }

    private static bool HasEnded(RunState state) => state is RunState.Done or RunState.Failed or RunState.Cancelled;
}

/// <param name="Number">Steps that were read whole.</param>
/// <param name="Place">How much of the text behind them was.</param>
internal readonly record struct RunPosition(int Number, int Place);

/// <summary>What is new of a run.</summary>
internal abstract record RunNews
{
    /// <param name="At">Where it ends.</param>
    public sealed record Said(RunPosition At, string Text) : RunNews;

    public sealed record Step(StepView View) : RunNews;

    /// <summary>A person is asked for these, and was not before.</summary>
    public sealed record Waits(IReadOnlyList<ApprovalView> Approvals) : RunNews;

    /// <summary>Nothing is; some time will pass before there is more.</summary>
    public sealed record Quiet : RunNews;

    public sealed record Ended(RunState State) : RunNews;
}
