namespace Steward.Tasks;

public sealed record TaskView(
    Guid Id,
    string Title,
    string? Notes,
    Status Status,
    [property: Description("1 is the most urgent, 4 is none.")] int Priority,
    Due? Due,
    UserId? AssigneeId,
    UserId CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? CompletedAt,
    UserId? CompletedBy,
    [property: Description("When it went to the trash, from which it can be restored for 30 days.")]
        DateTimeOffset? DeletedAt,
    long Version
)
{
    internal static TaskView Of(TaskItem task) =>
        new(
            task.Id,
            task.Title,
            task.Notes,
            task.Status,
            task.Priority,
            task.Due,
            task.AssigneeId,
            task.CreatedBy,
            task.CreatedAt,
            task.UpdatedAt,
            task.CompletedAt,
            task.CompletedBy,
            task.DeletedAt,
            task.Version
        );
}
