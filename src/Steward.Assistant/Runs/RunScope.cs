namespace Steward.Assistant;

/// <summary>With what a run works: its agent, its rights, its turn, and the ways to all that it needs.</summary>
internal sealed class RunScope(Run run, RunServices services, CancellationToken ct)
{
    private static readonly System.Buffers.SearchValues<char> Capitals = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    );
    private static readonly string[] Quotes = ["\"\"", "''", "“”", "„“", "«»", "‘’"];

    private readonly HashSet<Guid> named = [.. run.Named];

    public RunLedger Ledger => services.Ledger;
    public AgentDefinition Agent { get; private set; } = null!;
    public RunLimitsView Limits { get; private set; } = null!;

    /// <summary>The operations, and outside tools by their listed names, that it may use; null: all that its user may.</summary>
    public IReadOnlySet<string>? Tools { get; private set; }

    /// <summary>The outside tools that it is told of, by their listed names.</summary>
    public IReadOnlyDictionary<string, CallableTool> Outside { get; private set; } =
        new Dictionary<string, CallableTool>();

    /// <summary>Rings when something was committed, on whichever node.</summary>
    public Bell Changes => services.Wakeup.Changes;
    public bool IsTainted { get; private set; } = run.IsTainted;

    /// <summary>Whether others have to accept what it answers.</summary>
    public bool IsReviewed => Agent.Reviewers.Count > 0 && run.Depth < AskAgent.Deepest;
    public bool MayAskAgents => run.Depth < AskAgent.Deepest && Tools?.Contains(AskAgent.Name) is not false;

    public Caller Caller => run.Caller.Agent(run, Agent.Name, Tools, new(IsTainted, named));

    public async Task<RunPlan> Prepare(string setup)
    {
        var key = (run.Tenant, run.Agent);
        if (services.Plans.Find(key, setup) is not { } plan)
        {
            plan = await Plan(run.Agent, ct);
            // What is used up today is another thing with each run.
            if (plan.Limits is { TokensPerDay: null, CostPerDay: null })
                services.Plans.Keep(key, setup, plan);
        }
        (Agent, Limits) = (plan.Agent, plan.Limits);
        (Tools, Outside) = RunRights.Of(run, plan.Agent, plan.OutsideTools, services.Catalogue);
        return plan;
    }

    public async Task<RunPlan> Plan(string? agent, CancellationToken ct) =>
        (RunPlan)await services.Run(new PrepareRun(agent), Caller.System(run.Tenant, run.Caller.CorrelationId), ct);

    /// <summary>
    /// From here on the run changes by itself only what the person's own message names, as that stands before anything else is read.
    /// </summary>
    public async Task Taint()
    {
        if (IsTainted)
            return;
        IsTainted = true;
        await Bind();
        await Ledger.Name(run, named, ct);
    }

    /// <summary>Whether some of the text has another last writer than the user by hand.</summary>
    public async Task<bool> IsOthers(ReadText read, CancellationToken ct)
    {
        if (read.IsUnknown || read.Rows.Count > CheckWriters.Most)
            return true;
        if (read.Rows.Count == 0)
            return false;
        return (await Others([.. read.Rows], ct)).Count > 0;
    }

    private async Task<IReadOnlyList<Guid>> Others(
        IReadOnlyList<Guid> rows,
        CancellationToken ct,
        bool alsoWords = false
    ) =>
        rows is []
            ? []
            : (
                (WritersView)
                    await services.Run(
                        new CheckWriters(run.User, run.RootId, rows, alsoWords),
                        Caller.System(run.Tenant, run.Caller.CorrelationId),
                        ct
                    )
            ).Others;

    /// <summary>HOME-12: nobody calls a thing so by chance.</summary>
    private static bool IsKey(string name) =>
        name.IndexOf('-', StringComparison.Ordinal) is > 0 and var at
        && name.AsSpan(0, at).IndexOfAnyExcept(Capitals) < 0
        && int.TryParse(name.AsSpan(at + 1), out _);

    private static bool IsQuoted(string said, string name) =>
        Quotes.Any(quotes => said.Contains($"{quotes[0]}{name}{quotes[1]}", StringComparison.OrdinalIgnoreCase));

    public void Wake() => services.Wakeup.Jobs.Ring();

    public Task Pause(TimeSpan time, CancellationToken ct) => Task.Delay(time, services.Clock, ct);

    /// <summary>A child stands on what its root's person has said, never on what its parent told it.</summary>
    private async Task Bind()
    {
        named.UnionWith(run.Selection);
        if (run.Depth > 0)
            return;
        var said = Transcript.Said(run.Said);
        var person = run.Caller.Person(run) with { Tools = null };
        var found = (NamesView)await services.Run(new FindNamed(Start(said)), person, ct);
        var others = await Others([.. found.Items.Select(item => item.Id)], ct, alsoWords: true);
        // Others could call something what Ana often says: what they have named, she names in quotes.
        named.UnionWith(
            found
                .Items.Where(item => !others.Contains(item.Id) || IsKey(item.Name) || IsQuoted(said, item.Name))
                .Select(item => item.Id)
        );
        foreach (var word in said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            if (Guid.TryParse(word.Trim('"', '\'', '.', ',', '(', ')'), out var id))
                named.Add(id);
    }

    private static string Start(string said) =>
        said.Length <= FindNamed.Longest ? said : Texts.Clean(said[..FindNamed.Longest]);
}
