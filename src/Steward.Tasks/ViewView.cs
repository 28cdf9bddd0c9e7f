namespace Steward.Tasks;

public sealed record ViewView(
    Guid Id,
    string Name,
    string Filter,
    [property: Description("Whether everybody in the tenant may use it; otherwise it is yours alone.")] bool Shared,
    UserId CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long Version
)
{
    internal static ViewView Of(View view) =>
        new(
            view.Id,
            view.Name,
            view.Filter,
            view.IsShared,
            view.CreatedBy,
            view.CreatedAt,
            view.UpdatedAt,
            view.Version
        );
}
