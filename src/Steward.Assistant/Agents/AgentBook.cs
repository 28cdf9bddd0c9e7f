namespace Steward.Assistant;

/// <summary>The agents that a tenant has: its own, else the built-in ones.</summary>
internal sealed class AgentBook(AgentFileRepository files, BuiltInAgents builtIn, Catalogue catalogue)
{
    public const string Default = "steward";

    /// <param name="tenant">Whose agents.</param>
    /// <param name="name">Null: the default one.</param>
    /// <param name="ct">Ends the search.</param>
    public async Task<AgentDefinition> Get(TenantId tenant, string? name, CancellationToken ct)
    {
        name ??= Default;
        if (await files.Current(tenant, name, ct) is { } own)
            return Read(own.Agent, own.Version.Text);
        return builtIn.Find(name)?.Definition ?? throw await Unknown(tenant, name, ct);
    }

    /// <summary>Refuses an agent that there is not.</summary>
    public async Task Check(TenantId tenant, string name, CancellationToken ct)
    {
        // A tenant's own takes a built-in one's place and does not take it away.
        if (builtIn.Find(name) is null && await files.Named(tenant, name, ct) is null)
            throw await Unknown(tenant, name, ct);
    }

    /// <summary>What a file of the tenant's says; the agent keeps the name that it has.</summary>
    public AgentDefinition Read(AgentFile agent, string text) =>
        AgentReader.Read(text, agent.Name, isOwn: false, catalogue) with
        {
            Name = agent.Name,
        };

    public async Task<RefusalException> Unknown(TenantId tenant, string name, CancellationToken ct)
    {
        var own = (await files.List(tenant, ct)).Select(agent => agent.Name);
        string[] names =
        [
            .. builtIn.All.Select(agent => agent.Definition.Name).Union(own).Order(StringComparer.Ordinal),
        ];
        return new(
            RefusalKind.NotFound,
            "unknown_agent",
            $"No agent is called '{AgentFields.Start(name, AgentName.Longest)}'. There are {string.Join(", ", names)}."
        )
        {
            Params = new Dictionary<string, object?> { ["agents"] = names },
        };
    }
}
