namespace Steward.Tasks;

/// <summary>Where a task stands: in which project, section and task; nowhere is the whole tenant's inbox.</summary>
internal sealed record TaskPlace(Guid? ProjectId, Guid? SectionId, Guid? ParentId);
