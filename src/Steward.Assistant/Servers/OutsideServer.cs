namespace Steward.Assistant;

public enum ServerKind
{
    /// <summary>A program of the operator's catalogue, run in a sandbox.</summary>
    Catalogue,

    /// <summary>An address that speaks MCP over Streamable HTTP.</summary>
    Http,
}

/// <summary>An MCP server of somebody else's that the tenant's agents may use.</summary>
internal sealed class OutsideServer : TenantEntity
{
    public required string Name { get; init; }
    public required ServerKind Kind { get; init; }

    /// <summary>Its name in the operator's catalogue.</summary>
    public string? Entry { get; init; }
    public string? Url { get; set; }
    public string? Header { get; set; }

    [Secret]
    public byte[]? SealedSecret { get; private set; }
    public required bool IsEnabled { get; set; }

    /// <summary>Whether what it offers when it is asked first is allowed; what comes later never is by itself.</summary>
    public required bool AllowsAll { get; init; }

    /// <summary>Counts what people have decided about it.</summary>
    public int Number { get; set; }

    /// <summary>When it has told its tools last.</summary>
    [Counter]
    public DateTimeOffset? ListedAt { get; set; }

    /// <summary>Why it could not tell them the last time, in its words or ours.</summary>
    [Counter]
    public string? Problem { get; set; }

    /// <summary>That not all of its tools are taken, and why.</summary>
    [Counter]
    public string? LeftOut { get; set; }
    public required UserId CreatedBy { get; init; }

    public void KeepSecret(string? secret, ServerSecrets secrets, TenantId tenant) =>
        SealedSecret = secret is null ? null : secrets.Seal(tenant, Id, Url!, Header!, secret);

    private sealed class Mapping : IEntityTypeConfiguration<OutsideServer>
    {
        public void Configure(EntityTypeBuilder<OutsideServer> builder)
        {
            builder.ToTable("outside_server", "assistant");
            builder.Property(server => server.Kind).HasConversion<string>();
        }
    }
}

internal sealed class OutsideServerAccess : AccessRule<OutsideServer>
{
    public override string? ReadScope => Scopes.RunAgents;

    public override bool May(Caller caller, Access access, OutsideServer row) =>
        access is Access.Read || AgentFileAccess.Manages(caller);
}
