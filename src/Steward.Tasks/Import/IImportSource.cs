namespace Steward.Tasks;

/// <summary>A file that is to be read, and what was said about it.</summary>
internal sealed record ImportSource(
    string Content,
    ImportFormat? Format,
    Guid? ProjectId,
    string? Name,
    IReadOnlyList<ImportColumn>? Columns,
    DateOrder? DateOrder
)
{
    public const int MostCharacters = 40_000_000;
    public const int MostBytes = 64 << 20;
    public const int MostTasks = 50_000;
}
