namespace Steward.Tasks;

/// <summary>A task that repeats: each occurrence is a task of its own, and the last of them is the one to be done.</summary>
internal sealed class Series : TenantEntity
{
    private Recurrence? read;

    /// <summary>Where its last task stands.</summary>
    public Guid? ProjectId { get; set; }

    /// <summary>Canonical, as <see cref="Recurrence.ToString"/> writes it.</summary>
    public string Rule { get; private set; } = "";
    public bool FromCompletion { get; private set; }
    public DateOnly StartDate { get; private set; }
    public TimeOnly? StartTime { get; private set; }
    public string? StartZone { get; private set; }
    public int StartRepetition { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    // What each occurrence begins with.
    public string Title { get; set; } = "";
    public string? Notes { get; set; }
    public int Priority { get; set; }
    public int? EstimateMinutes { get; set; }
    public int? DaysToStart { get; set; }
    public int? DaysToDeadline { get; set; }
    public Guid[] LabelIds { get; set; } = [];
    public Guid[] AssigneeIds { get; set; } = [];

    public Recurrence Recurrence => read ??= Recurrence.Parse(Rule);
    public RecurrenceFrom From => FromCompletion ? RecurrenceFrom.Completion : RecurrenceFrom.Schedule;

    /// <summary>What people may change of it, to be compared.</summary>
    public object State =>
        (
            (Rule, FromCompletion, StartDate, StartTime, StartZone, EndedAt),
            (Title, Notes, Priority, EstimateMinutes, DaysToStart, DaysToDeadline),
            (string.Join(' ', LabelIds), string.Join(' ', AssigneeIds))
        );

    /// <summary>By this rule, from the day on which the task is due.</summary>
    public void Begin(Recurrence rule, RecurrenceFrom from, Due start, int repetition)
    {
        (Rule, read) = (rule.ToString(), rule);
        (FromCompletion, EndedAt) = (from is RecurrenceFrom.Completion, null);
        (StartDate, StartTime, StartZone, StartRepetition) = (start.Date, start.Time, start.TimeZone, repetition);
    }

    /// <summary>What comes begins as this task does now.</summary>
    public void BeginAs(TaskItem task)
    {
        (Title, Notes, Priority, EstimateMinutes) = (task.Title, task.Notes, task.Priority, task.EstimateMinutes);
        (LabelIds, AssigneeIds) = (task.LabelIds, task.AssigneeIds);
        (DaysToStart, DaysToDeadline) = (DaysTo(task.StartDate, task), DaysTo(task.Deadline, task));
    }

    /// <summary>How long after the day on which the task is due.</summary>
    public static int? DaysTo(DateOnly? date, TaskItem task) =>
        date is { } day ? day.DayNumber - (task.DueDate ?? day).DayNumber : null;

    /// <summary>As a file tells it.</summary>
    public void WasLeft(Recurrence rule, RecurrenceFrom from, Due start, int repetition, DateTimeOffset? endedAt)
    {
        Begin(rule, from, start, repetition);
        EndedAt = endedAt;
    }

    public void CountFrom(RecurrenceFrom from) => FromCompletion = from is RecurrenceFrom.Completion;

    public void End(DateTimeOffset at) => EndedAt ??= at;

    /// <summary>The day that it is where the series is timed, or for the caller.</summary>
    public DateOnly Today(OperationContext context) => Zones.Today(context.Now, StartZone ?? context.TimeZone);

    public Due DueOn(DateOnly day) => new(day, StartTime, StartZone);

    /// <summary>What comes when the task is done today; null: nothing more. What was missed meanwhile is not made up for.</summary>
    public DateOnly? Following(TaskItem done, DateOnly today) =>
        FromCompletion ? Next(today, today, done.Repetition!.Value) : Next(StartDate, Late(done, today), null);

    /// <summary>The days to come if the task is passed over now, or done on its day, or today if that is over; without end.</summary>
    public IEnumerable<DateOnly> ToCome(TaskItem task, DateOnly today)
    {
        var (after, repetition) = (Late(task, today), task.Repetition!.Value);
        if (!FromCompletion)
            foreach (var next in After(StartDate, after))
                yield return next;
        else
            while (Next(after, after, repetition++) is { } next)
                yield return after = next;
    }

    private static DateOnly Late(TaskItem task, DateOnly today) =>
        task.Occurrence > today ? task.Occurrence.Value : today;

    /// <param name="start">Where the rule begins.</param>
    /// <param name="after">The day to be followed.</param>
    /// <param name="repetition">Given: that one ends the series if the rule has a COUNT that it has come to.</param>
    private DateOnly? Next(DateOnly start, DateOnly after, int? repetition) =>
        repetition - StartRepetition + 1 >= Recurrence.Count
            ? null
            : After(start, after).Select(day => (DateOnly?)day).FirstOrDefault();

    private IEnumerable<DateOnly> After(DateOnly start, DateOnly after) =>
        EndedAt is not null ? []
        : StartTime is not { } time ? Recurrence.After(start, after)
        : Recurrence
            .After(start.ToDateTime(time), after.ToDateTime(TimeOnly.MaxValue), StartZone!)
            .Select(DateOnly.FromDateTime);

    private sealed class Mapping : IEntityTypeConfiguration<Series>
    {
        public void Configure(EntityTypeBuilder<Series> builder)
        {
            builder.ToTable("series", "tasks");
            builder.Ignore(series => series.From).Ignore(series => series.Recurrence).Ignore(series => series.State);
            builder
                .HasOne<Project>()
                .WithMany()
                .HasForeignKey(series => new { series.TenantId, series.ProjectId })
                .OnDelete(DeleteBehavior.NoAction);
        }
    }
}
