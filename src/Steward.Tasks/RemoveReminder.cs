namespace Steward.Tasks;

[Operation("remove_reminder", Scopes.WriteTasks, Route = "DELETE /reminders/{reminder_id}")]
[Description("Takes a reminder of yours away.")]
public sealed record RemoveReminder([property: Resource("reminder", Access.Delete)] Guid ReminderId) : ICommand<Nothing>
{
    internal sealed class Handler(Repository<Reminder> reminders) : IHandler<RemoveReminder, Nothing>
    {
        public async Task<Nothing> Handle(RemoveReminder command, OperationContext context, CancellationToken ct)
        {
            reminders.Remove(context.Tenant, await reminders.Get(context.Tenant, command.ReminderId, ct));
            context.Raise(new ReminderRemoved(command.ReminderId));
            return Nothing.Value;
        }
    }
}
