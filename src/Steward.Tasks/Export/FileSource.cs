namespace Steward.Tasks;

/// <summary>Reads what a caller sees into Steward's own format.</summary>
internal sealed class FileSource(Database database) : Repository<TaskItem>(database)
{
    private readonly Database database = database;

    private const int Piece = 5000;
    private long characters;

    public async Task<TasksFile> Read(TenantId tenant, Caller caller, Guid? project, CancellationToken ct)
    {
        var file = new TasksFile();
        var projects = await All<Project>(tenant, caller, _ => true, ct);
        if (project is { } top)
            projects = Below(projects, top);
        var within = projects.Select(one => one.Id).ToHashSet();
        file.Projects.AddRange(projects.Select(TasksLines.Of));
        file.Sections.AddRange(
            (await All<Section>(tenant, caller, _ => true, ct))
                .Where(section => within.Contains(section.ProjectId))
                .Select(TasksLines.Of)
        );
        var labels = await All<Label>(tenant, caller, _ => true, ct);
        await Tasks(tenant, caller, file, project is null ? null : within, [.. labels.Select(label => label.Id)], ct);
        var repeating = file.Tasks.Select(task => task.SeriesId).ToHashSet();
        var all = await All<Series>(tenant, caller, _ => true, ct);
        file.Series.AddRange(
            all.Where(series => repeating.Contains(series.Id))
                .Select(series => TasksLines.Of(series, [.. labels.Select(label => label.Id)]))
        );
        var used = project is null
            ? null
            : file
                .Tasks.SelectMany(task => task.LabelIds)
                .Concat(file.Series.SelectMany(one => one.LabelIds))
                .ToHashSet();
        file.Labels.AddRange(labels.Where(label => used?.Contains(label.Id) != false).Select(TasksLines.Of));
        await Attached(tenant, caller, file, ct);
        if (project is null)
            file.Views.AddRange((await All<View>(tenant, caller, _ => true, ct)).Select(TasksLines.Of));
        return file;
    }

    private async Task Tasks(
        TenantId tenant,
        Caller caller,
        TasksFile file,
        HashSet<Guid>? within,
        HashSet<Guid> labels,
        CancellationToken ct
    )
    {
        var projects = file.Projects.Select(one => one.Id).ToHashSet();
        Guid[]? wanted = within is null ? null : [.. within];
        await foreach (
            var task in Pages<TaskItem>(
                tenant,
                caller,
                task => wanted == null || (task.ProjectId != null && wanted.Contains(task.ProjectId.Value)),
                ct
            )
        )
        {
            // Made since the projects were read: it is of the next export.
            if (task.ProjectId is not { } project || projects.Contains(project))
                Add(file.Tasks, TasksLines.Of(task, labels), task.Notes);
        }
    }

    private async Task Attached(TenantId tenant, Caller caller, TasksFile file, CancellationToken ct)
    {
        var tasks = file.Tasks.Select(task => task.Id).ToHashSet();
        await foreach (var one in Pages<Comment>(tenant, caller, _ => true, ct))
            if (tasks.Contains(one.TaskId))
                Add(file.Comments, TasksLines.Of(one), one.Body);
        await foreach (var one in Pages<Relation>(tenant, caller, _ => true, ct))
            if (tasks.Contains(one.TaskId) && tasks.Contains(one.OtherId))
                Add(file.Relations, TasksLines.Of(one));
        await foreach (var one in Pages<Reminder>(tenant, caller, _ => true, ct))
            if (tasks.Contains(one.TaskId))
                Add(file.Reminders, TasksLines.Of(one));
    }

    /// <summary>No more is gathered than one import takes.</summary>
    private void Add<T>(List<T> lines, T line, string? text = null)
        where T : Line
    {
        characters += text?.Length ?? 0;
        if (lines.Count == IImportSource.MostTasks || characters > IImportSource.MostCharacters)
            throw RefusalException.Conflict(
                "too_many_tasks",
                $"One file takes {IImportSource.MostTasks} tasks, as many comments, relations and reminders, and "
                    + $"{IImportSource.MostCharacters} characters of notes and comments. Export project by project, with project_id."
            );
        lines.Add(line);
    }

    private async Task<List<T>> All<T>(
        TenantId tenant,
        Caller caller,
        System.Linq.Expressions.Expression<Func<T, bool>> which,
        CancellationToken ct
    )
        where T : TenantEntity
    {
        var all = new List<T>();
        await foreach (var one in Pages(tenant, caller, which, ct))
            all.Add(one);
        return all;
    }

    /// <summary>By id, a page at a time, each as it stands when it is read.</summary>
    private async IAsyncEnumerable<T> Pages<T>(
        TenantId tenant,
        Caller caller,
        System.Linq.Expressions.Expression<Func<T, bool>> which,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
        where T : TenantEntity
    {
        var rows = new Repository<T>(database);
        var last = Guid.Empty;
        while (true)
        {
            var page = await rows.PageAfter(tenant, caller, which, last, Piece, ct);
            foreach (var row in page)
                yield return row;
            if (page.Count < Piece)
                yield break;
            last = page[^1].Id;
        }
    }

    private static List<Project> Below(List<Project> projects, Guid top)
    {
        var children = projects.ToLookup(one => one.ParentId);
        var below = projects.Where(one => one.Id == top).ToList();
        for (var i = 0; i < below.Count; i++)
            below.AddRange(children[below[i].Id]);
        // What it stands in is not part of it.
        return below;
    }
}
