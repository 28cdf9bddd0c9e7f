namespace Steward.Assistant;

internal sealed class AgentFileRepository(Database database) : Repository<AgentFile>(database)
{
    /// <summary>All of a tenant's: they are few.</summary>
    public Task<List<AgentFile>> List(TenantId tenant, CancellationToken ct) => List(tenant, _ => true, ct);

    public Task<AgentFile?> Named(TenantId tenant, string name, CancellationToken ct) =>
        Rows(tenant).FirstOrDefaultAsync(agent => agent.Name == name, ct);

    /// <summary>The agent of that name with the file that holds; null: the tenant has none such of its own.</summary>
    public async Task<(AgentFile Agent, AgentVersion Version)?> Current(
        TenantId tenant,
        string name,
        CancellationToken ct
    )
    {
        var found = await Rows(tenant)
            .Where(agent => agent.Name == name)
            .Join(
                Rows<AgentVersion>(tenant),
                agent => new { AgentId = agent.Id, agent.Number },
                version => new { version.AgentId, version.Number },
                (agent, version) => new { agent, version }
            )
            .FirstOrDefaultAsync(ct);
        return found is null ? null : (found.agent, found.version);
    }
}

internal sealed class AgentVersionRepository(Database database) : Repository<AgentVersion>(database)
{
    public Task<AgentVersion?> Numbered(TenantId tenant, Guid agent, int number, CancellationToken ct) =>
        Rows(tenant).FirstOrDefaultAsync(version => version.AgentId == agent && version.Number == number, ct);

    public Task<List<AgentVersion>> Of(TenantId tenant, Guid agent, CancellationToken ct) =>
        Rows(tenant).Where(version => version.AgentId == agent).OrderBy(version => version.Number).ToListAsync(ct);

    public Task<AgentVersion?> Oldest(TenantId tenant, Guid agent, int atMost, CancellationToken ct) =>
        Rows(tenant)
            .Where(version => version.AgentId == agent && version.Number <= atMost)
            .OrderBy(version => version.Number)
            .FirstOrDefaultAsync(ct);

    /// <summary>The newest first, without their texts.</summary>
    public Task<List<AgentVersionView>> Listed(TenantId tenant, Guid agent, CancellationToken ct) =>
        Rows(tenant)
            .Where(version => version.AgentId == agent)
            .OrderByDescending(version => version.Number)
            .Select(version => new AgentVersionView(version.Number, version.CreatedBy, version.CreatedAt))
            .ToListAsync(ct);
}
