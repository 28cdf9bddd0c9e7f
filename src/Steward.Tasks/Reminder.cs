namespace Steward.Tasks;

/// <summary>Tells one member of a task, at a time or so long before it is due.</summary>
internal sealed class Reminder : TenantEntity
{
    /// <summary>When a day without a time begins, for reminders.</summary>
    private static readonly TimeOnly Morning = new(9, 0);

    public required Guid TaskId { get; init; }
    public required UserId UserId { get; init; }
    public DateTimeOffset? At { get; init; }
    public int? MinutesBefore { get; init; }

    /// <summary>Of the member, for tasks that are due on a day without a time.</summary>
    public required string TimeZone { get; init; }
    public DateTimeOffset? SentFor { get; private set; }

    /// <summary>When it is to be sent for the task as it is now; null: the task has no due to count from.</summary>
    public DateTimeOffset? Time(TaskItem task) =>
        At is { } at ? at
        : task.Due is { } due
            ? Before(Zones.At(due.Date, due.Time ?? Morning, due.TimeZone ?? TimeZone), MinutesBefore!.Value)
        : null;

    /// <summary>As it was left where it comes from.</summary>
    public void WasSent(DateTimeOffset? sentFor) => SentFor = sentFor;

    public Event? Send(TaskItem task, DateTimeOffset now)
    {
        if (Time(task) is not { } time || time > now || SentFor == time || !task.IsOpen || task.DeletedAt is not null)
            return null;

        SentFor = time;
        return new ReminderSent(Id, TaskId, UserId, time);
    }

    private static DateTimeOffset Before(DateTimeOffset due, int minutes) =>
        due - TimeSpan.FromTicks(Math.Min(due.UtcTicks, TimeSpan.FromMinutes(minutes).Ticks));

    private sealed class Mapping : IEntityTypeConfiguration<Reminder>
    {
        public void Configure(EntityTypeBuilder<Reminder> builder)
        {
            builder.ToTable("reminder", "tasks");
            builder
                .HasOne<TaskItem>()
                .WithMany()
                .HasForeignKey(reminder => new { reminder.TenantId, reminder.TaskId })
                .OnDelete(DeleteBehavior.NoAction);
        }
    }
}
