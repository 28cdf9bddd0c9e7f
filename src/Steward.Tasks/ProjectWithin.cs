namespace Steward.Tasks;

/// <summary>A row of the database's walk down the tree of projects.</summary>
internal sealed class ProjectWithin
{
    public required Guid Id { get; init; }

    /// <summary>These projects and all that stand within them.</summary>
    [DbFunction("projects_within", "tasks")]
    public static IQueryable<ProjectWithin> Any(Guid[] projects) =>
        throw new InvalidOperationException("Runs in the database only.");

    private sealed class Mapping : IEntityTypeConfiguration<ProjectWithin>
    {
        public void Configure(EntityTypeBuilder<ProjectWithin> builder) => builder.HasNoKey().ToTable((string?)null);
    }
}
