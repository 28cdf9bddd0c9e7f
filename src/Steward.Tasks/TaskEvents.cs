namespace Steward.Tasks;

public sealed record TaskAdded(Guid TaskId) : Event;

public sealed record TaskUpdated(Guid TaskId) : Event;

public sealed record TaskCompleted(Guid TaskId, UserId By, DateTimeOffset At, string? Note) : Event;

public sealed record TaskReopened(Guid TaskId) : Event;

public sealed record TaskCancelled(Guid TaskId) : Event;

public sealed record TaskDeleted(Guid TaskId) : Event;

public sealed record TaskRestored(Guid TaskId) : Event;

public sealed record TaskPurged(Guid TaskId) : Event;
