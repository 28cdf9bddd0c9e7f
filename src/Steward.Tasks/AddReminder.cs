namespace Steward.Tasks;

[Operation("add_reminder", Scopes.WriteTasks, Route = "POST /tasks/{task_id}/reminders", Everyday = 15)]
[Description(
    "Reminds you of a task, at a time or some minutes before it is due: the event reminder_sent, for you alone."
)]
public sealed record AddReminder(
    [property: Resource("task")] Guid TaskId,
    [property: Description("The time. Give this or minutes_before.")] DateTimeOffset? At = null,
    [property: Range(0, TaskItem.MostMinutes)]
    [property: Description("Before it is due; a day without a time begins at 9:00. It moves with the task.")]
        int? MinutesBefore = null
) : ICommand<ReminderView>, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (At is null == MinutesBefore is null)
            yield return new("Give at or minutes_before, one of them.", [nameof(At)]);
    }

    internal sealed class Handler(TaskRepository tasks, Repository<Reminder> reminders)
        : IHandler<AddReminder, ReminderView>
    {
        public async Task<ReminderView> Handle(AddReminder command, OperationContext context, CancellationToken ct)
        {
            var task = await tasks.GetStanding(context.Tenant, command.TaskId, ct);
            var reminder = new Reminder
            {
                Id = context.NewId(),
                TaskId = task.Id,
                UserId = context.User,
                At = command.At,
                MinutesBefore = command.MinutesBefore,
                TimeZone = context.TimeZone,
            };
            reminders.Add(context.Tenant, reminder);
            if (reminder.Time(task) is { } time)
                context.Enqueue(new SendReminder(reminder.Id), time);
            context.Raise(new ReminderAdded(reminder.Id, task.Id));
            return ReminderView.Of(reminder, task);
        }
    }
}
