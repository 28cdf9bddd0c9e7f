namespace Steward.Tasks;

public sealed record ViewAdded(Guid ViewId) : Event;

public sealed record ViewUpdated(Guid ViewId) : Event;

public sealed record ViewDeleted(Guid ViewId) : Event;
