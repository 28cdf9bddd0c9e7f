namespace Steward.Tasks;

/// <summary>What goes for good with a task.</summary>
internal sealed class TaskRemains(
    Database database,
    TaskPlaces places,
    Repository<Relation> relations,
    Repository<Comment> comments,
    Repository<Reminder> reminders,
    SeriesRepository series
) : Repository<TaskItem>(database)
{
    private readonly HashSet<Guid> gone = [];

    /// <summary>Deletes the task, all that stands below it, and what was said of them.</summary>
    public async Task Remove(TenantId tenant, TaskItem task, CancellationToken ct)
    {
        var below = await places.Below(tenant, task, ct);
        List<Guid> ids = [task.Id, .. below.Select(one => one.Id)];
        foreach (var one in await relations.List(tenant, r => ids.Contains(r.TaskId) || ids.Contains(r.OtherId), ct))
            relations.Remove(tenant, one);
        foreach (var one in await comments.List(tenant, comment => ids.Contains(comment.TaskId), ct))
            comments.Remove(tenant, one);
        foreach (var one in await reminders.List(tenant, reminder => ids.Contains(reminder.TaskId), ct))
            reminders.Remove(tenant, one);
        gone.UnionWith(ids);
        await series.Leave(tenant, below.Append(task).Select(one => one.SeriesId).OfType<Guid>(), gone, ct);
        foreach (var one in Enumerable.Reverse(below))
            Remove(tenant, one);
        Remove(tenant, task);
    }

    /// <summary>Some of the topmost tasks that a project holds.</summary>
    public Task<List<TaskItem>> Some(TenantId tenant, Guid project, int most, CancellationToken ct) =>
        Rows(tenant)
            .Where(task => task.ProjectId == project && task.ParentId == null)
            .OrderBy(task => task.Id)
            .Take(most)
            .ToListAsync(ct);
}
