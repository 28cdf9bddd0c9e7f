using System.Text.Json;

namespace Steward.Assistant;

/// <summary>What people had decided about a server at one time, never changed. Secrets are not in it.</summary>
internal sealed class ServerVersion : TenantEntity
{
    public required Guid ServerId { get; init; }

    /// <summary>From 1 on.</summary>
    public required int Number { get; init; }
    public string? Url { get; init; }
    public string? Header { get; init; }
    public required bool IsEnabled { get; init; }

    /// <summary>A list of <see cref="ToolChoice"/> in JSON.</summary>
    public required string Choices { get; init; }
    public required UserId CreatedBy { get; init; }

    public IReadOnlyList<ToolChoice> Chosen => JsonSerializer.Deserialize<List<ToolChoice>>(Choices, Wire.Json)!;

    private sealed class Mapping : IEntityTypeConfiguration<ServerVersion>
    {
        public void Configure(EntityTypeBuilder<ServerVersion> builder)
        {
            builder.ToTable("server_version", "assistant").Ignore(version => version.Chosen);
            builder
                .HasOne<OutsideServer>()
                .WithMany()
                .HasForeignKey(version => new { version.TenantId, version.ServerId })
                .OnDelete(DeleteBehavior.NoAction);
        }
    }
}

/// <summary>What was decided about one tool, and about which definition of it.</summary>
internal sealed record ToolChoice(string Name, string Hash, bool IsAllowed, bool IsUnasked);

internal sealed class ServerVersionAccess : AccessRule<ServerVersion>
{
    public override string? ReadScope => Scopes.RunAgents;
    public override IReadOnlyList<Place<ServerVersion>> Within { get; } =
    [new("outside_server", version => version.ServerId)];

    public override bool May(Caller caller, Access access, ServerVersion row) =>
        access is Access.Read || AgentFileAccess.Manages(caller);
}
