namespace Steward.Tasks;

/// <summary>A page of what was done of a repeating task, and what is to come.</summary>
public sealed record OccurrencesView(
    [property: Description("Those that were done, the newest first.")] IReadOnlyList<OccurrenceView> Items,
    string? NextCursor,
    [property: Description("The next ten at most, after the one that is open now.")] IReadOnlyList<Due> ToCome
);

public sealed record OccurrenceView(
    Guid TaskId,
    [property: Description("The day of the series; the due may have been moved.")] DateOnly Occurrence,
    Due? Due,
    DateTimeOffset CompletedAt,
    UserId CompletedBy
)
{
    internal static OccurrenceView Of(TaskItem task) =>
        new(task.Id, task.Occurrence!.Value, task.Due, task.CompletedAt!.Value, task.CompletedBy!.Value);
}
