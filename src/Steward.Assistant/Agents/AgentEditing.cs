namespace Steward.Assistant;

/// <summary>How an agent of the tenant's gets another file.</summary>
internal sealed class AgentEditing(AgentVersionRepository versions, BuiltInAgents builtIn, AgentBook book)
{
    private const int MostVersions = 50;

    public async Task Replace(
        AgentFile agent,
        AgentDefinition read,
        string text,
        OperationContext context,
        CancellationToken ct
    )
    {
        versions.Add(context.Tenant, agent.Take(read, text, context));
        if (await versions.Oldest(context.Tenant, agent.Id, agent.Number - MostVersions, ct) is { } oldest)
            versions.Remove(context.Tenant, oldest);
        context.Raise(new AgentUpdated(agent.Id, agent.Name, agent.Number));
    }

    public async Task<RefusalException> NotOwn(TenantId tenant, string name, CancellationToken ct) =>
        builtIn.Find(name) is null
            ? await book.Unknown(tenant, name, ct)
            : RefusalException.Conflict(
                "built_in_agent",
                $"{name} comes with Steward and stays as it is. Add an agent of your own with this name: it takes its place."
            );
}
