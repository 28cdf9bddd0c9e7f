namespace Steward.Tasks;

public sealed record TaskAdded(Guid TaskId) : Event;

public sealed record TaskUpdated(Guid TaskId) : Event;

public sealed record TaskMoved(Guid TaskId) : Event;

public sealed record TaskCompleted(Guid TaskId, UserId By, DateTimeOffset At, string? Note) : Event;

/// <summary>It was passed over: the task stands for another day of its series now.</summary>
public sealed record OccurrenceSkipped(Guid TaskId, DateOnly Occurrence) : Event;

public sealed record TaskReopened(Guid TaskId) : Event;

public sealed record TaskCancelled(Guid TaskId) : Event;

public sealed record TaskDeleted(Guid TaskId) : Event;

public sealed record TaskRestored(Guid TaskId) : Event;

public sealed record TaskPurged(Guid TaskId) : Event;

public sealed record RelationAdded(Guid RelationId, Guid TaskId, RelationKind Kind, Guid OtherId) : Event;

public sealed record RelationRemoved(Guid RelationId) : Event;

public sealed record CommentAdded(Guid CommentId, Guid TaskId) : Event;

public sealed record CommentUpdated(Guid CommentId, Guid TaskId) : Event;

public sealed record CommentDeleted(Guid CommentId, Guid TaskId) : Event;

/// <summary>Somebody is to be told of a comment.</summary>
public sealed record MemberMentioned(UserId UserId, Guid CommentId, Guid TaskId) : Event;

public sealed record ReminderAdded(Guid ReminderId, Guid TaskId) : Event;

public sealed record ReminderRemoved(Guid ReminderId) : Event;

/// <summary>A member is to be told of a task now.</summary>
public sealed record ReminderSent(Guid ReminderId, Guid TaskId, UserId UserId, DateTimeOffset Time) : Event;
