namespace Steward.Tasks;

/// <summary>Finds the places of a file's tasks, and to which tasks its comments, relations and reminders belong.</summary>
internal sealed class FileTasks(
    Database database,
    TaskRepository tasks,
    Repository<Comment> comments,
    Repository<Relation> relations,
    Repository<Reminder> reminders,
    Repository<View> views,
    Repository<Series> allSeries
) : Repository<TaskItem>(database)
{
    public async Task Settle(TenantId tenant, Settled settled, OperationContext context, CancellationToken ct)
    {
        var file = settled.File;
        foreach (var task in file.Tasks)
            Name(task, settled);
        // What stands below a task that is left out comes up.
        var left = file.Tasks.Where(task => task.IsBad).Select(task => task.Id).ToHashSet();
        foreach (var task in file.Tasks.Where(task => task.ParentId is { } parent && left.Contains(parent)))
            task.ParentId = null;
        settled.LeaveOut(file.Tasks);
        await LeaveStanding(tasks, tenant, file.Tasks, settled, ct);
        var fresh = file.Tasks.ToDictionary(task => task.Id);
        await Load(tenant, fresh, settled, context.Caller, ct);
        foreach (var task in file.Tasks)
            Place(task, fresh, settled);
        settled.LeaveOut(file.Tasks);

        fresh = file.Tasks.ToDictionary(task => task.Id);
        foreach (var task in file.Tasks)
            if (task.ParentId is { } parent && !fresh.ContainsKey(parent) && !settled.Tasks.ContainsKey(parent))
                task.ParentId = null;
        await Repeat(tenant, settled, ct);
        settled.LeaveOut(file.Tasks);
        fresh = file.Tasks.ToDictionary(task => task.Id);
        await LeaveStanding(comments, tenant, file.Comments, settled, ct);
        await LeaveStanding(relations, tenant, file.Relations, settled, ct);
        await LeaveStanding(reminders, tenant, file.Reminders, settled, ct);
        await LeaveStanding(views, tenant, file.Views, settled, ct);
        Attached(file.Comments, comment => [comment.TaskId]);
        Attached(file.Reminders, reminder => [reminder.TaskId]);
        // Between two tasks that both stood here, what is there is left as it is.
        file.Relations.RemoveAll(one => !fresh.ContainsKey(one.TaskId) && !fresh.ContainsKey(one.OtherId));
        Attached(file.Relations, relation => [relation.TaskId, relation.OtherId]);
        Circles.Check(file.Relations, settled);
        settled.LeaveOut(file.Relations);
        settled.LeaveOut(file.Views);

        void Attached<T>(List<T> lines, Func<T, Guid[]> to)
            where T : Line
        {
            foreach (var line in lines.Where(line => !line.IsBad))
                if (
                    !Array.TrueForAll(
                        to(line),
                        id => fresh.ContainsKey(id) || settled.Tasks.GetValueOrDefault(id) is { DeletedAt: null }
                    )
                )
                    settled.Bad(line, "Its task is not in the file, or may not be changed.");
            settled.LeaveOut(lines);
        }
    }

    /// <summary>A task repeats only with a series that comes with it: one that stands here goes on with its own tasks.</summary>
    private async Task Repeat(TenantId tenant, Settled settled, CancellationToken ct)
    {
        var file = settled.File;
        var known = new HashSet<Guid>();
        foreach (var series in file.Series.Where(series => !series.IsBad && !known.Add(series.Id)))
            settled.Bad(series, "Another series of the file has the same id.");
        settled.LeaveOut(file.Series);
        await LeaveStanding(allSeries, tenant, file.Series, settled, ct);
        var fresh = file.Series.ToDictionary(series => series.Id);
        var taken = new HashSet<(Guid, int)>();
        foreach (var task in file.Tasks)
            if (
                task
                    is not { SeriesId: { } id, Occurrence: not null, Repetition: > 0 and { } repetition, Due: not null }
                || !fresh.ContainsKey(id)
            )
                (task.SeriesId, task.Occurrence, task.Repetition) = (null, null, null);
            else if (!taken.Add((id, repetition)))
                settled.Bad(task, "Another task of the file is the same repetition of its series.");
        foreach (
            var last in file
                .Tasks.Where(task => task is { IsBad: false, SeriesId: not null })
                .OrderBy(task => task.Repetition)
        )
            fresh[last.SeriesId!.Value].ProjectId = last.ProjectId;
        var used = file.Tasks.Where(task => !task.IsBad).Select(task => task.SeriesId).ToHashSet();
        file.Series.RemoveAll(series => !used.Contains(series.Id));
        foreach (var series in file.Series)
        {
            series.LabelIds = [.. series.LabelIds.Select(settled.Now).Where(settled.Labels.Contains).Distinct()];
            series.AssigneeIds = [.. settled.Members.Among(series.AssigneeIds).Distinct()];
        }
    }

    private static async Task LeaveStanding<TRow, TLine>(
        Repository<TRow> rows,
        TenantId tenant,
        List<TLine> lines,
        Settled settled,
        CancellationToken ct
    )
        where TRow : TenantEntity
        where TLine : Line
    {
        var taken = await rows.Taken(tenant, lines.Select(line => line.Id), ct);
        settled.Leave(lines, line => taken.Contains(line.Id) ? line.Id : default);
    }

    /// <summary>Its labels, assignees, project and section as they are called here.</summary>
    private static void Name(TaskLine task, Settled settled)
    {
        task.LabelIds = [.. task.LabelIds.Select(settled.Now).Where(settled.Labels.Contains).Distinct()];
        task.AssigneeIds =
        [
            .. settled
                .Members.Among(task.AssigneeIds)
                .Concat(task.Assignees.Select(settled.Members.Find).OfType<Guid>())
                .Distinct(),
        ];
        task.ProjectId = task.ProjectId is { } project ? settled.Now(project) : null;
        task.SectionId = task.SectionId is { } section ? settled.Now(section) : null;
    }

    /// <summary>The tasks that stand and are referred to, and all above them.</summary>
    private async Task Load(
        TenantId tenant,
        Dictionary<Guid, TaskLine> fresh,
        Settled settled,
        Caller caller,
        CancellationToken ct
    )
    {
        var file = settled.File;
        var wanted = file
            .Tasks.Select(task => task.ParentId)
            .OfType<Guid>()
            .Concat(file.Comments.Select(comment => comment.TaskId))
            .Concat(file.Reminders.Select(reminder => reminder.TaskId))
            .Concat(file.Relations.SelectMany(relation => (Guid[])[relation.TaskId, relation.OtherId]))
            .Where(id => !fresh.ContainsKey(id))
            .ToHashSet();
        for (var level = 0; level <= Trees.Deepest && wanted.Count > 0; level++)
        {
            var found = await tasks.FindSeen(tenant, caller, wanted, ct);
            foreach (var task in found.Values)
                settled.Tasks[task.Id] = task;
            wanted =
            [
                .. found
                    .Values.Select(task => task.ParentId)
                    .OfType<Guid>()
                    .Where(id => !settled.Tasks.ContainsKey(id)),
            ];
        }
    }

    /// <summary>A task stands where the topmost of those above it does.</summary>
    private static void Place(TaskLine task, Dictionary<Guid, TaskLine> fresh, Settled settled)
    {
        var (top, above) = (task, 0);
        while (top.ParentId is { } up && fresh.TryGetValue(up, out var next) && above < Trees.Deepest)
            (top, above) = (next, above + 1);
        var standing =
            top.ParentId is { } known && !fresh.ContainsKey(known) ? settled.Tasks.GetValueOrDefault(known) : null;
        if (top.ParentId is { } missing && !fresh.ContainsKey(missing) && standing is not { DeletedAt: null })
        {
            // Told of the one that names it; those below come along.
            if (top == task)
                settled.Bad(task, "The task that it is a part of is not in the file, or in the trash.");
            standing = null;
        }
        for (var one = standing; one is not null && above < Trees.Deepest; above++)
            one = one.ParentId is { } id ? settled.Tasks.GetValueOrDefault(id) : null;
        if (above >= Trees.Deepest)
            settled.Bad(task, $"Tasks stand at most {Trees.Deepest} deep, and not in each other.");
        (task.ProjectId, task.SectionId) = standing is null
            ? (top.ProjectId, top.SectionId)
            : (standing.ProjectId, standing.SectionId);
        if (task.ProjectId is { } project && !settled.MayHold(project))
            settled.Bad(task, "Its project is not in the file, or tasks may not come into it.");
        else if (
            task.SectionId is { } section
            && settled.Sections.GetValueOrDefault(section) != (task.ProjectId ?? Guid.Empty)
        )
            settled.Bad(task, "Its section is not one of its project.");
    }
}
