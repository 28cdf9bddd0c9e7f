namespace Steward.Assistant;

/// <summary>An agent that the tenant has made its own: what its newest file says, for lists. The files are its versions.</summary>
internal sealed class AgentFile : TenantEntity
{
    public required string Name { get; init; }
    public string Description { get; private set; } = "";
    public string? Model { get; private set; }

    /// <summary>As the file calls them: what of that Steward has is asked when it is needed.</summary>
    public string[]? NamedTools { get; private set; }
    public string[] Warnings { get; private set; } = [];

    /// <summary>That of the version that holds.</summary>
    public int Number { get; private set; }
    public required UserId CreatedBy { get; init; }

    /// <summary>A new file holds from now on; the ones before are kept.</summary>
    public AgentVersion Take(AgentDefinition read, string text, OperationContext context)
    {
        (Description, Model, Number) = (read.Description, read.Model, Number + 1);
        (NamedTools, Warnings) = (read.NamedTools?.ToArray(), [.. read.Warnings]);
        return new()
        {
            Id = context.NewId(),
            AgentId = Id,
            Number = Number,
            Text = text,
            CreatedBy = context.User,
        };
    }

    private sealed class Mapping : IEntityTypeConfiguration<AgentFile>
    {
        public void Configure(EntityTypeBuilder<AgentFile> builder) => builder.ToTable("agent_file", "assistant");
    }
}

/// <summary>Whoever runs agents sees them; what they are told and may do is decided by a person who runs the tenant, not by an agent or a key.</summary>
internal sealed class AgentFileAccess : AccessRule<AgentFile>
{
    public override string? ReadScope => Scopes.RunAgents;

    public override bool May(Caller caller, Access access, AgentFile row) => access is Access.Read || Manages(caller);

    public static bool Manages(Caller caller) =>
        caller.IsPersonInSession && caller.Scopes.Contains(Scopes.ManageTenant);
}
