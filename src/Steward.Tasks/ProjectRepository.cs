namespace Steward.Tasks;

internal sealed class ProjectRepository(Database database, Porch porch) : Repository<Project>(database)
{
    public const int Deepest = 8;
    private const int MostInTree = 1000;

    /// <summary>In the order of their places; one more than asked for tells that there is another page.</summary>
    public async Task<List<Project>> List(TenantId tenant, Caller caller, ListProjects query, CancellationToken ct)
    {
        var projects = query.Deleted
            ? Seen(tenant, caller).Where(project => project.DeletedAt != null)
            : Seen(tenant, caller).Where(project => project.DeletedAt == null);
        if (!query.Archived && !query.Deleted)
            projects = projects.Where(project => project.ArchivedAt == null);
        if (PlaceCursor.Read(query.Cursor) is var (position, id))
            projects = projects.Where(project =>
                EF.Functions.GreaterThan(
                    ValueTuple.Create(project.Position, project.Id),
                    ValueTuple.Create(position, id)
                )
            );
        return await projects
            .OrderBy(project => project.Position)
            .ThenBy(project => project.Id)
            .Take(query.Limit + 1)
            .ToListAsync(ct);
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

    /// <summary>Whoever changes the tree waits for the others: two moves at once could close a circle.</summary>
    public Task TakeTurn(TenantId tenant, CancellationToken ct) => porch.Call("tasks.take_turn", ct);

    /// <summary>The projects within this one, all the way down, the nearest first.</summary>
    public async Task<List<Project>> Below(TenantId tenant, Project project, CancellationToken ct)
    {
        var below = new List<Project>();
        List<Guid> level = [project.Id];
        for (var depth = 0; depth < Deepest && level is not []; depth++)
        {
            var parents = level;
            var next = await Rows(tenant)
                .Where(one => one.ParentId != null && parents.Contains(one.ParentId.Value))
                .OrderBy(one => one.Id)
                .Take(MostInTree)
                .ToListAsync(ct);
            below.AddRange(next);
            level = [.. next.Select(one => one.Id)];
        }
        if (below.Count >= MostInTree)
            throw RefusalException.Conflict(
                "too_many_projects",
                "A project holds at most 1,000 others. Do it in parts."
            );
        return below;
    }

    /// <summary>How many projects stand above one that comes into the given parent.</summary>
    public async Task<int> DepthIn(TenantId tenant, Guid? parent, CancellationToken ct)
    {
        var depth = 0;
        for (var above = parent; above is { } id && depth <= Deepest; depth++)
            above = (await Get(tenant, id, ct)).ParentId;
        return depth;
    }

    /// <summary>Among those that the caller sees: others are neither reckoned with nor moved to make room.</summary>
    public Task<Guid> PlaceFor(
        TenantId tenant,
        Caller caller,
        Project project,
        Guid? parent,
        Project? before,
        Project? after,
        CancellationToken ct
    ) =>
        Seen(tenant, caller)
            .Where(one => one.ParentId == parent && one.DeletedAt == null)
            .PlaceFor(project, before, after, ct);
}
