using System.Text.Json.Serialization;

namespace Steward.Tasks;

/// <summary>
/// Steward's own format: all that the tasks' tables hold, by ids. Every other format is read into it, so that one writer knows how
/// rows come to be.
/// </summary>
internal sealed class TasksFile
{
    public const string Marker = "steward_tasks";

    public string Format { get; set; } = Marker;
    public int Version { get; set; } = 1;
    public List<ProjectLine> Projects { get; set; } = [];
    public List<SectionLine> Sections { get; set; } = [];
    public List<LabelLine> Labels { get; set; } = [];
    public List<SeriesLine> Series { get; set; } = [];
    public List<TaskLine> Tasks { get; set; } = [];
    public List<CommentLine> Comments { get; set; } = [];
    public List<RelationLine> Relations { get; set; } = [];
    public List<ReminderLine> Reminders { get; set; } = [];
    public List<ViewLine> Views { get; set; } = [];
}

/// <summary>One thing in a file.</summary>
internal abstract class Line
{
    public required Guid Id { get; set; }

    /// <summary>Where it stands in the file, for people: line 12.</summary>
    [JsonIgnore]
    public string Place { get; set; } = "";

    /// <summary>Left out if the file is imported without what is wrong.</summary>
    [JsonIgnore]
    public bool IsBad { get; set; }
}

internal sealed class ProjectLine : Line
{
    public required string Name { get; set; }
    public string? Key { get; set; }
    public string? Description { get; set; }
    public string? Color { get; set; }
    public Guid? ParentId { get; set; }
    public Guid? Position { get; set; }
    public Guid[]? MemberIds { get; set; }
    public DateTimeOffset? ArchivedAt { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }
    public Guid? CreatedBy { get; set; }
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>Known by its name, as those of other programs are, and not by its id.</summary>
    [JsonIgnore]
    public bool IsByName { get; set; }
}

internal sealed class SectionLine : Line
{
    public required Guid ProjectId { get; set; }
    public required string Name { get; set; }
    public Guid? Position { get; set; }
    public DateTimeOffset? CreatedAt { get; set; }
}

internal sealed class LabelLine : Line
{
    public required string Name { get; set; }
    public string? Color { get; set; }
    public DateTimeOffset? CreatedAt { get; set; }
}

internal sealed class TaskLine : Line
{
    public required string Title { get; set; }
    public string? Notes { get; set; }
    public Status Status { get; set; }
    public int Priority { get; set; } = 4;
    public Due? Due { get; set; }
    public DateOnly? Start { get; set; }
    public DateOnly? Deadline { get; set; }
    public int? EstimateMinutes { get; set; }
    public Guid? ProjectId { get; set; }
    public Guid? SectionId { get; set; }
    public Guid? ParentId { get; set; }
    public long? Number { get; set; }
    public Guid? Position { get; set; }
    public Guid[] LabelIds { get; set; } = [];
    public Guid[] AssigneeIds { get; set; } = [];
    public Guid? CreatedBy { get; set; }
    public DateTimeOffset? CreatedAt { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }
    public Guid? CompletedBy { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }
    public Guid? SeriesId { get; set; }
    public DateOnly? Occurrence { get; set; }
    public int? Repetition { get; set; }

    /// <summary>Members by name or e-mail address, where a file has no ids.</summary>
    [JsonIgnore]
    public List<string> Assignees { get; set; } = [];
}

/// <summary>What repeats, and what each occurrence begins with.</summary>
internal sealed class SeriesLine : Line
{
    public required string Rule { get; set; }
    public bool FromCompletion { get; set; }
    public required DateOnly StartDate { get; set; }
    public TimeOnly? StartTime { get; set; }
    public string? StartZone { get; set; }
    public int StartRepetition { get; set; } = 1;
    public DateTimeOffset? EndedAt { get; set; }
    public required string Title { get; set; }
    public string? Notes { get; set; }
    public int Priority { get; set; } = 4;
    public int? EstimateMinutes { get; set; }
    public int? DaysToStart { get; set; }
    public int? DaysToDeadline { get; set; }
    public Guid[] LabelIds { get; set; } = [];
    public Guid[] AssigneeIds { get; set; } = [];
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>The rule as it was read.</summary>
    [JsonIgnore]
    public Recurrence? Recurrence { get; set; }

    /// <summary>Where its last task comes to stand.</summary>
    [JsonIgnore]
    public Guid? ProjectId { get; set; }
}

internal sealed class CommentLine : Line
{
    public required Guid TaskId { get; set; }
    public required string Body { get; set; }
    public Guid[] MentionIds { get; set; } = [];
    public Guid? CreatedBy { get; set; }
    public DateTimeOffset? CreatedAt { get; set; }
    public DateTimeOffset? EditedAt { get; set; }
}

internal sealed class RelationLine : Line
{
    public required Guid TaskId { get; set; }
    public required RelationKind Kind { get; set; }
    public required Guid OtherId { get; set; }
    public DateTimeOffset? CreatedAt { get; set; }
}

internal sealed class ReminderLine : Line
{
    public required Guid TaskId { get; set; }
    public DateTimeOffset? At { get; set; }
    public int? MinutesBefore { get; set; }
    public required string TimeZone { get; set; }
    public DateTimeOffset? SentFor { get; set; }
    public DateTimeOffset? CreatedAt { get; set; }
}

internal sealed class ViewLine : Line
{
    public required string Name { get; set; }
    public required string Filter { get; set; }
    public bool IsOwn { get; set; }
    public Guid? CreatedBy { get; set; }
    public DateTimeOffset? CreatedAt { get; set; }
}
