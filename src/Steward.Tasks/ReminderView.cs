namespace Steward.Tasks;

public sealed record ReminderView(
    Guid Id,
    Guid TaskId,
    DateTimeOffset? At,
    int? MinutesBefore,
    [property: Description("When it is to be sent, as the task is now.")] DateTimeOffset? Time,
    [property: Description("The time for which it has been sent.")] DateTimeOffset? SentFor,
    long Version
)
{
    internal static ReminderView Of(Reminder reminder, TaskItem task) =>
        new(
            reminder.Id,
            reminder.TaskId,
            reminder.At,
            reminder.MinutesBefore,
            reminder.Time(task),
            reminder.SentFor,
            reminder.Version
        );
}
