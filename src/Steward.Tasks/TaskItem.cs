namespace Steward.Tasks;

internal sealed class TaskItem : TenantEntity, IPlaced, IBranch
{
    public const int MostMinutes = 60 * 24 * 365;
    public static readonly TimeSpan KeptInTrash = TimeSpan.FromDays(30);

    public required string Title
    {
        get;
        set => field = value.Trim();
    }
    public string? Notes { get; set; }
    public Status Status { get; private set; }
    public int Priority { get; set; } = 4;
    public DateOnly? DueDate { get; private set; }
    public TimeOnly? DueTime { get; private set; }
    public string? DueZone { get; private set; }
    public DateOnly? StartDate { get; set; }
    public DateOnly? Deadline { get; set; }
    public int? EstimateMinutes { get; set; }
    public Guid? ProjectId { get; set; }
    public Guid? SectionId { get; set; }
    public Guid? ParentId { get; set; }
    public Guid Position { get; set; }

    /// <summary>Its number in the project: 12 of HOME-12.</summary>
    [Drawn]
    public long? Number { get; set; }
    public Guid[] LabelIds { get; set; } = [];
    public Guid[] AssigneeIds { get; set; } = [];

    /// <summary>If it repeats, or did: of what it is an occurrence.</summary>
    public Guid? SeriesId { get; private set; }

    /// <summary>The day of the series that it stands for, although its due may have been moved.</summary>
    public DateOnly? Occurrence { get; private set; }

    /// <summary>The how manieth of the series it is, from 1.</summary>
    public int? Repetition { get; private set; }
    public required UserId CreatedBy { get; init; }
    public DateTimeOffset? CompletedAt { get; private set; }
    public UserId? CompletedBy { get; private set; }
    public DateTimeOffset? DeletedAt { get; private set; }

    public bool IsOpen => Status is Status.Todo or Status.InProgress or Status.InReview;

    public Due? Due
    {
        get => DueDate is { } date ? new(date, DueTime, DueZone) : null;
        set => (DueDate, DueTime, DueZone) = (value?.Date, value?.Time, value?.TimeZone);
    }

    public void StandFor(Series series, DateOnly occurrence, int repetition) =>
        StandFor(series.Id, occurrence, repetition);

    public void StandFor(Guid? series, DateOnly? occurrence, int? repetition) =>
        (SeriesId, Occurrence, Repetition) = (series, occurrence, repetition);

    /// <summary>Puts all its dates off, or forward, so that it is due then.</summary>
    public void PutOff(Due to)
    {
        var days = to.Date.DayNumber - (DueDate ?? to.Date).DayNumber;
        (Due, StartDate, Deadline) = (to, StartDate?.Plus(days), Deadline?.Plus(days));
    }

    /// <summary>The same once more, to be done so many days later.</summary>
    public TaskItem Copy(Guid id, int days) =>
        new()
        {
            Id = id,
            Title = Title,
            Notes = Notes,
            Priority = Priority,
            Due = Due is { } due ? due with { Date = due.Date.Plus(days) } : null,
            StartDate = StartDate?.Plus(days),
            Deadline = Deadline?.Plus(days),
            EstimateMinutes = EstimateMinutes,
            LabelIds = LabelIds,
            AssigneeIds = AssigneeIds,
            Position = Position,
            CreatedBy = CreatedBy,
        };

    public void CheckStanding()
    {
        if (DeletedAt is not null)
            throw RefusalException.Conflict(
                "task_deleted",
                "The task is in the trash. Restore it first, with restore_task."
            );
    }

    public Event? Complete(UserId by, DateTimeOffset at, string? note = null)
    {
        CheckStanding();
        if (Status is Status.Done)
            return null;
        if (Status is Status.Cancelled)
            throw RefusalException.Conflict(
                "task_cancelled",
                "The task was cancelled. Reopen it before completing it, with reopen_task."
            );

        (Status, CompletedAt, CompletedBy) = (Status.Done, at, by);
        return new TaskCompleted(Id, by, at, note);
    }

    public Event? Reopen()
    {
        CheckStanding();
        if (IsOpen)
            return null;

        (Status, CompletedAt, CompletedBy) = (Status.Todo, null, null);
        return new TaskReopened(Id);
    }

    /// <summary>From an open status to any other; a closed task comes back by reopening only.</summary>
    public Event? MoveTo(Status status, UserId by, DateTimeOffset at)
    {
        if (status == Status)
            return null;
        if (!IsOpen)
            throw RefusalException.Conflict("task_closed", "The task is closed. Reopen it first, with reopen_task.");
        if (status is Status.Done)
            return Complete(by, at);

        Status = status;
        return status is Status.Cancelled ? new TaskCancelled(Id) : null;
    }

    /// <summary>As it was left where it comes from.</summary>
    public void WasLeft(Status status, DateTimeOffset? completedAt, UserId? completedBy, DateTimeOffset? deletedAt) =>
        (Status, CompletedAt, CompletedBy, DeletedAt) = (
            status,
            status is Status.Done ? completedAt : null,
            status is Status.Done ? completedBy : null,
            deletedAt
        );

    public Event? Delete(DateTimeOffset at)
    {
        if (DeletedAt is not null)
            return null;

        DeletedAt = at;
        return new TaskDeleted(Id);
    }

    public Event? Restore()
    {
        if (DeletedAt is null)
            return null;

        DeletedAt = null;
        return new TaskRestored(Id);
    }

    public bool MayBePurged(DateTimeOffset now) => DeletedAt is { } at && at <= now - KeptInTrash;

    private sealed class Mapping : IEntityTypeConfiguration<TaskItem>
    {
        public void Configure(EntityTypeBuilder<TaskItem> builder)
        {
            builder.ToTable("task", "tasks");
            builder.Ignore(task => task.IsOpen).Ignore(task => task.Due);
            Refer<Project>(nameof(ProjectId));
            Refer<Section>(nameof(SectionId));
            Refer<TaskItem>(nameof(ParentId));
            Refer<Series>(nameof(SeriesId));

            void Refer<T>(string id)
                where T : class =>
                builder.HasOne<T>().WithMany().HasForeignKey(nameof(TenantId), id).OnDelete(DeleteBehavior.NoAction);
        }
    }
}
