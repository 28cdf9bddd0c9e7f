namespace Steward.Tasks;

/// <summary>A part of a project, as a column of a board.</summary>
internal sealed class Section : TenantEntity, IPlaced
{
    public required Guid ProjectId { get; init; }

    /// <summary>For conditions in queries; it is not loaded.</summary>
    public Project? Project { get; init; }
    public required string Name
    {
        get;
        set => field = value.Trim();
    }
    public Guid Position { get; set; }

    private sealed class Mapping : IEntityTypeConfiguration<Section>
    {
        public void Configure(EntityTypeBuilder<Section> builder)
        {
            builder.ToTable("section", "tasks");
            builder
                .HasOne(section => section.Project)
                .WithMany()
                .HasForeignKey(section => new { section.TenantId, section.ProjectId })
                .OnDelete(DeleteBehavior.NoAction);
        }
    }
}

internal sealed class SectionAccess : AccessRule<Section>
{
    public override string? ReadScope => Scopes.ReadTasks;
    public override IReadOnlyList<Place<Section>> Within { get; } = [new("project", section => section.ProjectId)];
}
