namespace Steward.Tasks;

/// <summary>What goes for good with tasks.</summary>
internal sealed class TaskRemains(
    Database database,
    Repository<Relation> relations,
    Repository<Comment> comments,
    Repository<Reminder> reminders,
    SeriesRepository series
) : Repository<TaskItem>(database)
{
    /// <summary>Deletes tasks and what was said of them; what stands below one of them must be among them.</summary>
    public async Task Remove(TenantId tenant, IReadOnlyList<TaskItem> tasks, CancellationToken ct)
    {
        var ids = tasks.Select(task => task.Id).ToList();
        foreach (var one in await relations.List(tenant, r => ids.Contains(r.TaskId) || ids.Contains(r.OtherId), ct))
            relations.Remove(tenant, one);
        foreach (var one in await comments.List(tenant, comment => ids.Contains(comment.TaskId), ct))
            comments.Remove(tenant, one);
        foreach (var one in await reminders.List(tenant, reminder => ids.Contains(reminder.TaskId), ct))
            reminders.Remove(tenant, one);
        await series.Leave(tenant, tasks.Select(task => task.SeriesId).OfType<Guid>(), ids, ct);
        foreach (var task in tasks)
            Remove(tenant, task);
    }

    /// <summary>Deletes some of the tasks that a project holds, the lowest first; tells whether none is left.</summary>
    public async Task<bool> RemoveSome(TenantId tenant, Guid project, int most, CancellationToken ct)
    {
        var (all, held) = (Rows(tenant), Rows(tenant).Where(task => task.ProjectId == project));
        var lowest = await held.Where(task => !all.Any(part => part.ParentId == task.Id))
            .OrderBy(task => task.Id)
            .Take(most)
            .ToListAsync(ct);
        await Remove(tenant, lowest, ct);
        var gone = lowest.Select(task => task.Id).ToList();
        return !await held.AnyAsync(task => !gone.Contains(task.Id), ct);
    }
}
