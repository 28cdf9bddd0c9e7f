namespace Steward.Tasks;

internal sealed class ReminderRepository(Database database) : Repository<Reminder>(database)
{
    /// <summary>
    /// The task is due at another time: what counts from it is planned anew. What was planned finds, when it comes, that the task has
    /// moved.
    /// </summary>
    public async Task Plan(TenantId tenant, TaskItem task, OperationContext context, CancellationToken ct)
    {
        foreach (var reminder in await List(tenant, one => one.TaskId == task.Id && one.MinutesBefore != null, ct))
            Plan(reminder, task, context);
    }

    /// <summary>Gives tasks the reminders of others that count from when those are due.</summary>
    /// <param name="tenant">Whose they are.</param>
    /// <param name="copies">The tasks that get them, by the ids of those that have them.</param>
    /// <param name="context">Whose call it is.</param>
    /// <param name="ct">Ends the waiting.</param>
    public async Task Copy(
        TenantId tenant,
        IReadOnlyDictionary<Guid, TaskItem> copies,
        OperationContext context,
        CancellationToken ct
    )
    {
        var ids = copies.Keys.ToList();
        foreach (var reminder in await List(tenant, one => ids.Contains(one.TaskId) && one.MinutesBefore != null, ct))
        {
            var task = copies[reminder.TaskId];
            var copy = new Reminder
            {
                Id = context.NewId(),
                TaskId = task.Id,
                UserId = reminder.UserId,
                MinutesBefore = reminder.MinutesBefore,
                TimeZone = reminder.TimeZone,
            };
            Add(tenant, copy);
            Plan(copy, task, context);
        }
    }

    private static void Plan(Reminder reminder, TaskItem task, OperationContext context)
    {
        if (reminder.Time(task) is { } time)
            context.Enqueue(new SendReminder(reminder.Id), time);
    }
}
