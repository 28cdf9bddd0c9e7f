namespace Steward.Tasks;

internal sealed class TaskRepository(
    Database database,
    Repository<Project> projects,
    Repository<Section> sections,
    Repository<Label> labels,
    Repository<Series> series,
    TaskReferences references
) : Repository<TaskItem>(database)
{
    private const int MostInCalendar = 2000;

    /// <summary>A page of those that meet the filter and all the other inputs, in the filter's order.</summary>
    public async Task<Page<TaskItem>> List(
        TenantId tenant,
        Caller caller,
        ListTasks query,
        TaskFilter filter,
        CancellationToken ct
    )
    {
        var tasks = query.Deleted
            ? Seen(tenant, caller).Where(task => task.DeletedAt != null)
            : Listed(tenant, caller, filter.HasArchived);
        if (query.Status is { Count: > 0 } statuses)
            tasks = tasks.Where(task => statuses.Contains(task.Status));
        if (query.DueFrom is { } from)
            tasks = tasks.Where(task => task.DueDate >= from);
        if (query.DueUntil is { } until)
            tasks = tasks.Where(task => task.DueDate <= until);
        if (query.AssigneeId is { } assignee)
            tasks = tasks.Where(
                TaskConditions.Refers([assignee.Value], await references.Count(tenant, [assignee.Value], ct))
            );
        if (query.Text is { } text)
            tasks = tasks.Where(task => FoundTask.Matching(text).Any(found => found.Id == task.Id));
        return await filter.Query.Page(tasks, query.Limit, query.Cursor, ct);
    }

    /// <summary>The open tasks that are due in these days, the first first; not more than a calendar shows.</summary>
    public async Task<List<TaskItem>> Due(
        TenantId tenant,
        Caller caller,
        Guid? project,
        DateOnly from,
        DateOnly until,
        CancellationToken ct
    )
    {
        var tasks = Listed(tenant, caller, hasArchived: false)
            .Where(TaskConditions.IsOpen)
            .Where(task => task.DueDate >= from && task.DueDate <= until);
        if (project is { } only)
            tasks = tasks.Where(task => task.ProjectId == only);
        return await tasks.OrderBy(task => task.DueDate).ThenBy(task => task.Id).Take(MostInCalendar).ToListAsync(ct);
    }

    /// <summary>A task that may be changed: neither it nor its project is in the trash.</summary>
    public async Task<TaskItem> GetStanding(TenantId tenant, Guid id, CancellationToken ct)
    {
        var task = await Get(tenant, id, ct);
        task.CheckStanding();
        if (task.ProjectId is { } project)
            (await projects.Get(tenant, project, ct)).CheckStanding();
        return task;
    }

    /// <summary>As it is shown, with the names of what it stands in.</summary>
    public async Task<TaskView> View(TenantId tenant, TaskItem task, CancellationToken ct) =>
        (await View(tenant, [task], ct))[0];

    /// <summary>One round trip more for each kind of thing that they stand in.</summary>
    public async Task<IReadOnlyList<TaskView>> View(
        TenantId tenant,
        IReadOnlyList<TaskItem> tasks,
        CancellationToken ct
    )
    {
        var inProjects = await projects.Find(tenant, tasks.Select(task => task.ProjectId).OfType<Guid>(), ct);
        var inSections = await sections.Find(tenant, tasks.Select(task => task.SectionId).OfType<Guid>(), ct);
        var withLabels = await labels.Find(tenant, tasks.SelectMany(task => task.LabelIds), ct);
        var inSeries = await series.Find(tenant, tasks.Select(task => task.SeriesId).OfType<Guid>(), ct);
        return
        [
            .. tasks.Select(task =>
                TaskView.Of(
                    task,
                    task.SeriesId is { } id ? inSeries.GetValueOrDefault(id) : null,
                    task.ProjectId is { } project ? inProjects.GetValueOrDefault(project) : null,
                    task.SectionId is { } section ? inSections.GetValueOrDefault(section) : null,
                    // A label that was deleted is not there; should its deletion be undone, the tasks have it again.
                    [.. task.LabelIds.Select(label => withLabels.GetValueOrDefault(label)).OfType<Label>()]
                )
            ),
        ];
    }

    /// <summary>What lists show: neither in the trash, nor in a project that is there or, unless they are asked for, archived.</summary>
    private IQueryable<TaskItem> Listed(TenantId tenant, Caller caller, bool hasArchived)
    {
        var away = Rows<Project>(tenant)
            .Where(project => project.DeletedAt != null || (!hasArchived && project.ArchivedAt != null));
        return Seen(tenant, caller)
            .Where(task =>
                task.DeletedAt == null && (task.ProjectId == null || !away.Any(project => project.Id == task.ProjectId))
            );
    }
}
