namespace Steward.Tasks;

public sealed record TaskView(
    Guid Id,
    [property: Description("HOME-12; none without a project.")] string? Key,
    string Title,
    string? Notes,
    Status Status,
    [property: Description("1 is the most urgent, 4 is none.")] int Priority,
    DateOnly? Start,
    Due? Due,
    DateOnly? Deadline,
    int? EstimateMinutes,
    [property: Description("The RRULE by which it repeats.")] string? Recurrence,
    RecurrenceFrom? RecurrenceFrom,
    Guid? SeriesId,
    [property: Description("The day of its series that it stands for.")] DateOnly? Occurrence,
    Guid? ProjectId,
    string? Project,
    Guid? SectionId,
    string? Section,
    Guid? ParentId,
    IReadOnlyList<Guid> LabelIds,
    IReadOnlyList<string> Labels,
    IReadOnlyList<UserId> AssigneeIds,
    [property: Description("Sorts it among its siblings.")] Guid Position,
    UserId CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? CompletedAt,
    UserId? CompletedBy,
    [property: Description("When it went to the trash; kept 30 days.")] DateTimeOffset? DeletedAt,
    long Version
)
{
    internal static TaskView Of(
        TaskItem task,
        Series? series,
        Project? project,
        Section? section,
        IReadOnlyList<Label> labels
    )
    {
        // What goes on in another project is not told here.
        var isRepeated = series is { EndedAt: null } && series.ProjectId == task.ProjectId;
        return new(
            task.Id,
            project is null ? null : $"{project.Key}-{task.Number}",
            task.Title,
            task.Notes,
            task.Status,
            task.Priority,
            task.StartDate,
            task.Due,
            task.Deadline,
            task.EstimateMinutes,
            isRepeated ? series!.Rule : null,
            isRepeated ? series!.From : null,
            task.SeriesId,
            task.Occurrence,
            task.ProjectId,
            project?.Name,
            task.SectionId,
            section?.Name,
            task.ParentId,
            [.. labels.Select(label => label.Id)],
            [.. labels.Select(label => label.Name)],
            [.. task.AssigneeIds.Select(id => new UserId(id))],
            task.Position,
            task.CreatedBy,
            task.CreatedAt,
            task.UpdatedAt,
            task.CompletedAt,
            task.CompletedBy,
            task.DeletedAt,
            task.Version
        );
    }
}
