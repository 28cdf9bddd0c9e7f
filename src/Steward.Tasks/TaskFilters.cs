namespace Steward.Tasks;

/// <summary>Makes queries about tasks of what people write, by what the caller sees.</summary>
internal sealed class TaskFilters(Database database, TaskReferences references) : Repository<TaskItem>(database)
{
    /// <summary>The kind of a project's name that does not stand for the projects within it.</summary>
    public const string SingleProject = "single_project";

    private const string Project = "project";
    private const string Member = "member";
    private const string Membership = "membership";

    private static readonly TaskFilter Everything = new(
        TaskLanguage.Queries.Check(null, new(default, "Etc/UTC", default), "").Compile([]),
        HasArchived: false
    );

    /// <summary>Refuses what means nothing, with all faults; <paramref name="pointer"/> is the input that it came in.</summary>
    public async Task<TaskFilter> Compile(
        TenantId tenant,
        string? text,
        string pointer,
        OperationContext context,
        CancellationToken ct
    )
    {
        if (text is null)
            return Everything;
        var around = Around(tenant, context);
        var query = TaskLanguage.Queries.Check(text, around, pointer);
        var names = query.Names is [] ? [] : await Resolve(tenant, query.Names, context, ct);
        var informed = around with { Few = await Few(query, names, context, ct) };
        return new(query.Compile(names, informed), query.Mentions(TaskLanguage.Archived));
    }

    /// <summary>The wire name of what names of the kind are looked up among.</summary>
    public static string Entity(string kind) =>
        kind switch
        {
            SingleProject => Project,
            Member => Membership,
            _ => kind,
        };

    private TaskQueryContext Around(TenantId tenant, OperationContext context)
    {
        var caller = context.Caller;
        var away = Rows<Project>(tenant).Where(project => project.DeletedAt != null);
        return new(context.Now, context.TimeZone, context.User)
        {
            Tasks = Seen(tenant, caller)
                .Where(task =>
                    task.DeletedAt == null
                    && (task.ProjectId == null || !away.Any(project => project.Id == task.ProjectId))
                ),
            Relations = Rows<Relation>(tenant),
            Comments = Rows<Comment>(tenant),
            Labels = Rows<Label>(tenant),
            Projects = Rows<Project>(tenant),
        };
    }

    private async Task<FewTasks> Few(
        CheckedQuery<TaskItem> query,
        IReadOnlyList<ResolvedName> names,
        OperationContext context,
        CancellationToken ct
    )
    {
        var meanings = query.Names.Zip(names).ToDictionary(pair => pair.First, pair => pair.Second.Ids);
        var needed = query
            .Needed(TaskLanguage.Label)
            .Concat(query.Needed(TaskLanguage.Assignee))
            .Select(values => values.SelectMany(Ids).ToList())
            .ToList();
        if (needed is [])
            return FewTasks.Unknown;
        var few = await references.Count(context.Tenant, needed.SelectMany(ids => ids), ct);
        return few with { Lead = needed.Exists(few.Have) };

        IEnumerable<Guid> Ids(object value) => value is QueryName name ? meanings[name] : (IReadOnlyList<Guid>)value;
    }

    private async Task<IReadOnlyList<ResolvedName>> Resolve(
        TenantId tenant,
        IReadOnlyList<QueryName> names,
        OperationContext context,
        CancellationToken ct
    )
    {
        var asked = names.Select(name => name with { Kind = Entity(name.Kind) }).Distinct().ToList();
        var found = await context.Resolve(asked, ct);
        var meanings = asked.Zip(found).ToDictionary(pair => pair.First, pair => pair.Second);
        var answers = names.Select(name => meanings[name with { Kind = Entity(name.Kind) }]).ToList();
        for (var place = 0; place < names.Count; place++)
            if (names[place].Kind == Project && answers[place].Ids is { Count: > 0 } projects)
                answers[place] = new(await Within(tenant, context.Caller, [.. projects], ct));
        return answers;
    }

    /// <summary>The projects with all that stand within them.</summary>
    private async Task<List<Guid>> Within(TenantId tenant, Caller caller, Guid[] projects, CancellationToken ct) =>
        await Seen<Project>(tenant, caller)
            .Where(project => ProjectWithin.Any(projects).Any(within => within.Id == project.Id))
            .Select(project => project.Id)
            .ToListAsync(ct);
}
