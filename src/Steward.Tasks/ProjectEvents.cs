namespace Steward.Tasks;

public sealed record ProjectAdded(Guid ProjectId) : Event;

public sealed record ProjectUpdated(Guid ProjectId) : Event;

public sealed record ProjectMoved(Guid ProjectId) : Event;

public sealed record ProjectShared(Guid ProjectId, IReadOnlyList<UserId>? MemberIds) : Event;

public sealed record ProjectArchived(Guid ProjectId) : Event;

public sealed record ProjectUnarchived(Guid ProjectId) : Event;

public sealed record ProjectDeleted(Guid ProjectId) : Event;

public sealed record ProjectRestored(Guid ProjectId) : Event;

public sealed record ProjectPurged(Guid ProjectId) : Event;

public sealed record SectionAdded(Guid SectionId) : Event;

public sealed record SectionUpdated(Guid SectionId) : Event;

public sealed record SectionDeleted(Guid SectionId) : Event;

public sealed record LabelAdded(Guid LabelId) : Event;

public sealed record LabelUpdated(Guid LabelId) : Event;

public sealed record LabelDeleted(Guid LabelId) : Event;
