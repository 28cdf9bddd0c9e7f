namespace Steward.Assistant;

/// <summary>An agent's file as it was given, never changed.</summary>
internal sealed class AgentVersion : TenantEntity
{
    public required Guid AgentId { get; init; }

    /// <summary>From 1 on.</summary>
    public required int Number { get; init; }
    public required string Text { get; init; }
    public required UserId CreatedBy { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<AgentVersion>
    {
        public void Configure(EntityTypeBuilder<AgentVersion> builder)
        {
            builder.ToTable("agent_version", "assistant");
            builder
                .HasOne<AgentFile>()
                .WithMany()
                .HasForeignKey(version => new { version.TenantId, version.AgentId })
                .OnDelete(DeleteBehavior.NoAction);
        }
    }
}

internal sealed class AgentVersionAccess : AccessRule<AgentVersion>
{
    public override string? ReadScope => Scopes.RunAgents;
    public override IReadOnlyList<Place<AgentVersion>> Within { get; } =
    [new("agent_file", version => version.AgentId)];

    public override bool May(Caller caller, Access access, AgentVersion row) =>
        access is Access.Read || AgentFileAccess.Manages(caller);
}
