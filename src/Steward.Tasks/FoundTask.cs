namespace Steward.Tasks;

/// <summary>A row of the database's search, which runs there since under row security no index serves ILIKE.</summary>
internal sealed class FoundTask
{
    public required Guid Id { get; init; }

    /// <summary>The tasks whose title or notes hold the text.</summary>
    [DbFunction("matching", "tasks")]
    public static IQueryable<FoundTask> Matching(string text) =>
        throw new InvalidOperationException("Runs in the database only.");

    private sealed class Mapping : IEntityTypeConfiguration<FoundTask>
    {
        public void Configure(EntityTypeBuilder<FoundTask> builder) => builder.HasNoKey().ToTable((string?)null);
    }
}
