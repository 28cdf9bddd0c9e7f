namespace Steward.Tasks;

[Operation("send_reminder", Scopes.WriteTasks, NeverUndone = "it has been told.")]
[System]
[Description(
    "Tells a member of a task when its reminder's time has come. Come too early, since the task was moved, it waits."
)]
public sealed record SendReminder(Guid ReminderId) : ICommand<Nothing>
{
    internal sealed class Handler(
        Repository<Reminder> reminders,
        Repository<TaskItem> tasks,
        Repository<Project> projects
    ) : IHandler<SendReminder, Nothing>
    {
        public async Task<Nothing> Handle(SendReminder command, OperationContext context, CancellationToken ct)
        {
            if (await reminders.Find(context.Tenant, command.ReminderId, ct) is not { } reminder)
                return Nothing.Value;
            var task = await tasks.Get(context.Tenant, reminder.TaskId, ct);
            if (reminder.Time(task) is { } time && time > context.Now)
                context.Enqueue(command, time);
            else if (
                task.ProjectId is not { } project
                || (await projects.Get(context.Tenant, project, ct)).DeletedAt is null
            )
                context.Raise(reminder.Send(task, context.Now));
            return Nothing.Value;
        }
    }
}
