namespace Steward.Tasks;

public sealed record LabelView(
    Guid Id,
    string Name,
    string? Color,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long Version
)
{
    internal static LabelView Of(Label label) =>
        new(label.Id, label.Name, label.Color, label.CreatedAt, label.UpdatedAt, label.Version);
}
