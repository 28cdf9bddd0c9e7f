namespace Steward.Tasks;

/// <summary>Rows as the lines of a file.</summary>
internal static class TasksLines
{
    public static ProjectLine Of(Project one) =>
        new()
        {
            Id = one.Id,
            Name = one.Name,
            Key = one.Key,
            Description = one.Description,
            Color = one.Color,
            ParentId = one.ParentId,
            Position = one.Position,
            MemberIds = one.MemberIds,
            ArchivedAt = one.ArchivedAt,
            DeletedAt = one.DeletedAt,
            CreatedBy = one.CreatedBy.Value,
            CreatedAt = one.CreatedAt,
        };

    public static SectionLine Of(Section one) =>
        new()
        {
            Id = one.Id,
            ProjectId = one.ProjectId,
            Name = one.Name,
            Position = one.Position,
            CreatedAt = one.CreatedAt,
        };

    public static LabelLine Of(Label one) =>
        new()
        {
            Id = one.Id,
            Name = one.Name,
            Color = one.Color,
            CreatedAt = one.CreatedAt,
        };

    public static TaskLine Of(TaskItem one, HashSet<Guid> labels) =>
        new()
        {
            Id = one.Id,
            Title = one.Title,
            Notes = one.Notes,
            Status = one.Status,
            Priority = one.Priority,
            Due = one.Due,
            Start = one.StartDate,
            Deadline = one.Deadline,
            EstimateMinutes = one.EstimateMinutes,
            ProjectId = one.ProjectId,
            SectionId = one.SectionId,
            ParentId = one.ParentId,
            Number = one.Number,
            Position = one.Position,
            LabelIds = [.. one.LabelIds.Where(labels.Contains)],
            AssigneeIds = one.AssigneeIds,
            CreatedBy = one.CreatedBy.Value,
            CreatedAt = one.CreatedAt,
            CompletedAt = one.CompletedAt,
            CompletedBy = one.CompletedBy?.Value,
            DeletedAt = one.DeletedAt,
            SeriesId = one.SeriesId,
            Occurrence = one.Occurrence,
            Repetition = one.Repetition,
        };

    public static SeriesLine Of(Series one, HashSet<Guid> labels) =>
        new()
        {
            Id = one.Id,
            Rule = one.Rule,
            FromCompletion = one.FromCompletion,
            StartDate = one.StartDate,
            StartTime = one.StartTime,
            StartZone = one.StartZone,
            StartRepetition = one.StartRepetition,
            EndedAt = one.EndedAt,
            Title = one.Title,
            Notes = one.Notes,
            Priority = one.Priority,
            EstimateMinutes = one.EstimateMinutes,
            DaysToStart = one.DaysToStart,
            DaysToDeadline = one.DaysToDeadline,
            LabelIds = [.. one.LabelIds.Where(labels.Contains)],
            AssigneeIds = one.AssigneeIds,
            CreatedAt = one.CreatedAt,
        };

    public static CommentLine Of(Comment one) =>
        new()
        {
            Id = one.Id,
            TaskId = one.TaskId,
            Body = one.Body,
            MentionIds = one.MentionIds,
            CreatedBy = one.CreatedBy.Value,
            CreatedAt = one.CreatedAt,
            EditedAt = one.EditedAt,
        };

    public static RelationLine Of(Relation one) =>
        new()
        {
            Id = one.Id,
            TaskId = one.TaskId,
            Kind = one.Kind,
            OtherId = one.OtherId,
            CreatedAt = one.CreatedAt,
        };

    public static ReminderLine Of(Reminder one) =>
        new()
        {
            Id = one.Id,
            TaskId = one.TaskId,
            At = one.At,
            MinutesBefore = one.MinutesBefore,
            TimeZone = one.TimeZone,
            SentFor = one.SentFor,
            CreatedAt = one.CreatedAt,
        };

    public static ViewLine Of(View one) =>
        new()
        {
            Id = one.Id,
            Name = one.Name,
            Filter = one.Filter,
            IsOwn = one.OwnerId is not null,
            CreatedBy = one.CreatedBy.Value,
            CreatedAt = one.CreatedAt,
        };
}
