using System.Linq.Expressions;

namespace Steward.Tasks;

/// <summary>A reminder is its member's own.</summary>
internal sealed class ReminderAccess : AccessRule<Reminder>
{
    public override string? ReadScope => Scopes.ReadTasks;
    public override bool Accompanies => true;
    public override IReadOnlyList<Place<Reminder>> Within { get; } = [new("task", reminder => reminder.TaskId)];

    public override Expression<Func<Reminder, bool>> VisibleTo(Caller caller)
    {
        var user = caller.User;
        return reminder => reminder.UserId == user;
    }
}
