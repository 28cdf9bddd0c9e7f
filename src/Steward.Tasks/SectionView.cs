namespace Steward.Tasks;

public sealed record SectionView(
    Guid Id,
    Guid ProjectId,
    string Name,
    [property: Description("Sorts it among the project's sections.")] Guid Position,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long Version
)
{
    internal static SectionView Of(Section section) =>
        new(
            section.Id,
            section.ProjectId,
            section.Name,
            section.Position,
            section.CreatedAt,
            section.UpdatedAt,
            section.Version
        );
}
