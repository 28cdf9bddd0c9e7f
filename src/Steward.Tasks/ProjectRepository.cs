namespace Steward.Tasks;

internal sealed class ProjectRepository(Database database) : Repository<Project>(database)
{
    private const int MostBelow = 1000;

    /// <summary>A page of those that the caller sees, in the order of their places.</summary>
    public Task<Page<Project>> List(TenantId tenant, Caller caller, ListProjects query, CancellationToken ct)
    {
        var projects = query.Deleted
            ? Seen(tenant, caller).Where(project => project.DeletedAt != null)
            : Seen(tenant, caller).Where(project => project.DeletedAt == null);
        if (!query.Archived && !query.Deleted)
            projects = projects.Where(project => project.ArchivedAt == null);
        return projects.Page(query.Limit, query.Cursor, ct);
    }

    public async Task<HashSet<string>> Keys(TenantId tenant, string beginning, CancellationToken ct) =>
        [
            .. await Rows(tenant)
                .Where(project => project.Key.StartsWith(beginning))
                .Select(project => project.Key)
                .ToListAsync(ct),
        ];

    /// <summary>Those of the names that tasks may come into.</summary>
    public Task<List<Project>> Named(
        TenantId tenant,
        Caller caller,
        IReadOnlyList<string> names,
        CancellationToken ct
    ) =>
        Seen(tenant, caller)
            .Where(project => names.Contains(project.Name) && project.DeletedAt == null && project.ArchivedAt == null)
            .ToListAsync(ct);

    /// <summary>The projects within this one, all the way down, the nearest first.</summary>
    public async Task<List<Project>> Below(TenantId tenant, Project project, CancellationToken ct)
    {
        var below = await Rows(tenant).Below(project.Id, MostBelow, ct);
        return below.Count <= MostBelow
            ? below
            : throw RefusalException.Conflict(
                "too_many_projects",
                "A project holds at most 1,000 others. Do it in parts."
            );
    }

    /// <summary>Among those that the caller sees: others are neither reckoned with nor moved to make room.</summary>
    public Task<Guid> PlaceFor(
        TenantId tenant,
        Caller caller,
        Project project,
        Guid? parent,
        Guid? before,
        Guid? after,
        CancellationToken ct
    ) =>
        Seen(tenant, caller)
            .Where(one => one.ParentId == parent && one.DeletedAt == null)
            .PlaceFor(
                project,
                before,
                after,
                "The project to stand beside must be another one of the same parent.",
                ct
            );
}
