namespace Steward.Tasks;

/// <summary>A word by which tasks of any project are found together. Shared by the whole tenant.</summary>
internal sealed class Label : TenantEntity
{
    public required string Name
    {
        get;
        set => field = value.Trim();
    }
    public string? Color { get; set; }

    private sealed class Mapping : IEntityTypeConfiguration<Label>
    {
        public void Configure(EntityTypeBuilder<Label> builder) => builder.ToTable("label", "tasks");
    }
}

internal sealed class LabelAccess : AccessRule<Label>
{
    public override string? ReadScope => Scopes.ReadTasks;
}
