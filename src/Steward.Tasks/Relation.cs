namespace Steward.Tasks;

/// <summary>What one task is to another. Each has its inverse: blocked by, duplicated by, followed by.</summary>
public enum RelationKind
{
    Blocks,
    RelatesTo,
    Duplicates,
    Follows,
}

internal sealed class Relation : TenantEntity
{
    public required Guid TaskId { get; init; }
    public required RelationKind Kind { get; init; }
    public required Guid OtherId { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<Relation>
    {
        public void Configure(EntityTypeBuilder<Relation> builder)
        {
            builder.ToTable("relation", "tasks");
            foreach (var end in (string[])[nameof(TaskId), nameof(OtherId)])
                builder
                    .HasOne<TaskItem>()
                    .WithMany()
                    .HasForeignKey(nameof(TenantId), end)
                    .OnDelete(DeleteBehavior.NoAction);
        }
    }
}

/// <summary>Who does not see both tasks does not see what they are to each other.</summary>
internal sealed class RelationAccess : AccessRule<Relation>
{
    public override string? ReadScope => Scopes.ReadTasks;
    public override IReadOnlyList<Place<Relation>> Within { get; } =
    [new("task", relation => relation.TaskId), new("task", relation => relation.OtherId)];
}
