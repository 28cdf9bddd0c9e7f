using System.Text;

namespace Steward.Assistant;

/// <summary>The steps of the run that is worked on, stored as they happen.</summary>
/// <param name="start">The run, as it stood.</param>
/// <param name="ledger">Stores them.</param>
/// <param name="live">For who reads along here.</param>
/// <param name="lost">Ends the work. What is being stored is not given up when a person cancels: whether it stands would not be known.</param>
internal sealed class RunLog(RunStart start, RunLedger ledger, LiveRun live, CancellationToken lost) : IAsyncDisposable
{
    /// <summary>How long words may be known on this node only.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly SemaphoreSlim turn = new(1);
    private readonly List<StepView> noted = [];
    private readonly StringBuilder said = new();
    private CancellationTokenSource over = new();
    private Task storing = Task.CompletedTask;
    private int kept;
    private char? half;

    /// <summary>As they are now, also those that are not stored yet: calls side by side read them while others add to them.</summary>
    public IReadOnlyList<StepView> Steps { get; private set; } = start.Steps;

    /// <summary>What the tenant has configured, as it was told last.</summary>
    public string Setup { get; private set; } = start.Setup;

    /// <summary>Who takes what is used.</summary>
    public string Agent { get; set; } = "";

    /// <summary>Whether something is said that is no step yet.</summary>
    public bool IsSpeaking => said.Length > 0;

    /// <summary>Stored together with what comes next: for what nothing is done upon before that.</summary>
    public void Note(params IReadOnlyList<StepView> more)
    {
        lock (gate)
        {
            var first = Steps.Count + 1;
            StepView[] numbered = [.. more.Select((step, place) => step with { Number = first + place })];
            noted.AddRange(numbered);
            Steps = [.. Steps, .. numbered];
        }
    }

    public async Task Add(CancellationToken ct, params IReadOnlyList<StepView> more)
    {
        Note(more);
        await turn.WaitAsync(ct);
        try
        {
            await Store(null);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Lets go of the run.</summary>
    public async Task Leave(RunEnd end)
    {
        await turn.WaitAsync(lost);
        try
        {
            await Store(end);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>More of what the agent is saying; nobody adds steps meanwhile.</summary>
    public async Task Say(string more)
    {
        more = Whole(more);
        if (more.Length == 0)
            return;
        lock (gate)
            said.Append(more);
        live.Say(Steps.Count + 1, more);
        if (!storing.IsCompleted)
            return;
        await storing;
        storing = StoreSoon(Steps.Count + 1, over.Token);
    }

    /// <summary>What was said stands as a step, if anything was.</summary>
    public async Task EndText()
    {
        half = null;
        if (said.Length == 0)
            return;
        await over.CancelAsync();
        await storing;
        var (number, text) = (Steps.Count + 1, said.ToString());
        if (kept == 0)
            Note(new StepView(0, StepKind.Text, default, Text: text));
        else
        {
            if (kept < text.Length)
                await ledger.Grow(start.Run, number, text[kept..], lost);
            Steps = [.. Steps, new(number, StepKind.Text, default, Text: text)];
            live.Stored();
        }
        said.Clear();
        kept = 0;
        over.Dispose();
        over = new();
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await storing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        over.Dispose();
        turn.Dispose();
    }

    /// <summary>All that is noted; while it is being stored, more is.</summary>
    private async Task Store(RunEnd? end)
    {
        StepView[] steps;
        int first;
        lock (gate)
            (steps, first) = ([.. noted], Steps.Count - noted.Count + 1);
        if (end is not null)
            Setup = await ledger.Leave(start.Run, Agent, first, steps, end, lost);
        else if (steps is not [])
            Setup = await ledger.Add(start.Run, Agent, first, steps, lost);
        lock (gate)
            noted.RemoveRange(0, steps.Length);
        live.Stored();
    }

    private async Task StoreSoon(int number, CancellationToken over)
    {
        await Task.Delay(Pause, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        string more;
        lock (gate)
            more = said.ToString(kept, said.Length - kept);
        // At its end it goes with what comes next.
        if (over.IsCancellationRequested)
            return;
        if (kept == 0)
            await ledger.Add(start.Run, Agent, number, [new(number, StepKind.Text, default, Text: more)], lost);
        else
            await ledger.Grow(start.Run, number, more, lost);
        kept += more.Length;
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
