using System.Diagnostics;
using System.Text;

namespace Steward.Assistant;

/// <summary>The steps of the run that is worked on, stored as they happen.</summary>
internal sealed class RunLog(Run run, RunLedger ledger, LiveRun live, IReadOnlyList<StepView> stored) : IDisposable
{
    /// <summary>How long words may be known on this node only.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim turn = new(1);
    private readonly StringBuilder said = new();
    private int kept;
    private long storedAt;
    private char? half;

    /// <summary>As they are now: calls side by side read them while others add to them.</summary>
    public IReadOnlyList<StepView> Steps { get; private set; } = stored;

    public async Task Add(CancellationToken ct, params IReadOnlyList<StepView> more)
    {
        await turn.WaitAsync(ct);
        try
        {
            var first = Steps.Count + 1;
            await ledger.Add(run, first, more, ct);
            Steps = [.. Steps, .. more.Select((step, place) => step with { Number = first + place })];
        }
        finally
        {
            turn.Release();
        }
        live.Bell.Ring();
    }

    /// <summary>More of what the agent is saying; nobody adds steps meanwhile.</summary>
    public async Task Say(string more, CancellationToken ct)
    {
        more = Whole(more);
        if (more.Length == 0)
            return;
        var number = Steps.Count + 1;
        said.Append(more);
        live.Say(number, more);
        if (kept == 0 || Stopwatch.GetElapsedTime(storedAt) >= Pause)
            await Store(number, ct);
    }

    /// <summary>What was said stands as a step, if anything was.</summary>
    public async Task EndText(CancellationToken ct)
    {
        half = null;
        if (said.Length == 0)
            return;
        var number = Steps.Count + 1;
        await Store(number, ct);
        Steps = [.. Steps, new(number, StepKind.Text, default, Text: said.ToString())];
        said.Clear();
        kept = 0;
        live.Stored();
    }

    public void Dispose() => turn.Dispose();

    private async Task Store(int number, CancellationToken ct)
    {
        if (kept == said.Length)
            return;
        var more = said.ToString(kept, said.Length - kept);
        if (kept == 0)
            await ledger.Add(run, number, [new(number, StepKind.Text, default, Text: more)], ct);
        else
            await ledger.Grow(run, number, more, ct);
        (kept, storedAt) = (said.Length, Stopwatch.GetTimestamp());
    }

    /// <summary>Without what a database does not take; half a pair waits for its other half.</summary>
    private string Whole(string more)
    {
        if (half is { } first)
            more = first + more;
        half = more.Length > 0 && char.IsHighSurrogate(more[^1]) ? more[^1] : null;
        return Texts.Clean(half is null ? more : more[..^1]);
    }
}
