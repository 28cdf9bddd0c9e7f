namespace Steward.Tasks;

public sealed record ProjectView(
    Guid Id,
    string Name,
    [property: Description("Begins the keys of its tasks: HOME in HOME-12.")] string Key,
    string? Description,
    string? Color,
    [property: Description("The project that it stands in.")] Guid? ParentId,
    [property: Description("Sorts it among the projects of the same parent.")] Guid Position,
    [property: Description("Who sees it and all in it; null: everybody in the tenant.")]
        IReadOnlyList<UserId>? MemberIds,
    UserId CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? ArchivedAt,
    DateTimeOffset? DeletedAt,
    long Version
)
{
    internal static ProjectView Of(Project project) =>
        new(
            project.Id,
            project.Name,
            project.Key,
            project.Description,
            project.Color,
            project.ParentId,
            project.Position,
            project.MemberIds?.Select(id => new UserId(id)).ToList(),
            project.CreatedBy,
            project.CreatedAt,
            project.UpdatedAt,
            project.ArchivedAt,
            project.DeletedAt,
            project.Version
        );
}
