namespace Steward.Tasks;

[Operation("list_reminders", Scopes.ReadTasks, Route = "GET /tasks/{task_id}/reminders")]
[Description("Lists your reminders of a task, the newest first, in pages.")]
public sealed record ListReminders(
    [property: Resource("task")] Guid TaskId,
    [property: Range(1, 200), Description("How many at most.")] int Limit = 50,
    [property: MaxLength(100), Description("The next_cursor of the page before.")] string? Cursor = null
) : IQuery<Page<ReminderView>>
{
    internal sealed class Handler(TaskRepository tasks, Repository<Reminder> reminders)
        : IHandler<ListReminders, Page<ReminderView>>
    {
        public async Task<Page<ReminderView>> Handle(
            ListReminders query,
            OperationContext context,
            CancellationToken ct
        )
        {
            var task = await tasks.Get(context.Tenant, query.TaskId, ct);
            var page = await reminders.Page(
                context.Tenant,
                context.Caller,
                reminder => reminder.TaskId == task.Id,
                query.Limit,
                query.Cursor,
                ct
            );
            return page.Select(reminder => ReminderView.Of(reminder, task));
        }
    }
}
