namespace Steward.Assistant;

/// <summary>A tool that a server offers, as a person has accepted it.</summary>
internal sealed class OutsideTool : TenantEntity
{
    public required Guid ServerId { get; init; }
    public required string Name { get; init; }

    /// <summary>A <see cref="ToolDefinition"/> in JSON.</summary>
    public required string Definition { get; set; }

    /// <summary>Of the definition as the server gave it, whole.</summary>
    public required string Hash { get; set; }
    public required bool IsAllowed { get; set; }

    /// <summary>Agents call it without asking, as long as they have read nothing of others.</summary>
    public bool IsUnasked { get; set; }

    /// <summary>Whether the server still has it.</summary>
    public required bool IsOffered { get; set; }

    /// <summary>It says something else about the tool by now, and nobody has looked at that yet.</summary>
    public string? NewDefinition { get; private set; }
    public string? NewHash { get; private set; }

    public bool IsChanged => NewHash is not null;

    /// <summary>What the server says now.</summary>
    /// <returns>Whether that is something that nobody has seen.</returns>
    public bool See(ToolDefinition now)
    {
        IsOffered = true;
        if (now.Hash == Hash)
        {
            (NewDefinition, NewHash) = (null, null);
            return false;
        }
        var isNews = now.Hash != NewHash;
        (NewDefinition, NewHash) = (now.Text, now.Hash);
        return isNews;
    }

    /// <summary>A person has looked at what changed. What was decided about the old one beforehand is not decided about the new.</summary>
    public void Accept(string seen)
    {
        if (NewHash is null && seen == Hash)
            return;
        if (NewHash != seen)
            throw RefusalException.Conflict(
                "definition_changed",
                "The server says something else about this tool than what you saw. Look at it again with get_server."
            );
        (Definition, Hash) = (NewDefinition!, NewHash);
        (NewDefinition, NewHash, IsUnasked) = (null, null, false);
    }

    /// <exception cref="RefusalException">Nobody may call it now.</exception>
    public void CheckCallable()
    {
        if (!IsAllowed)
            throw RefusalException.Forbidden(
                "tool_not_allowed",
                $"{Name} is not allowed here. A person who runs the tenant may allow it with update_server_tool."
            );
        if (IsChanged)
            throw RefusalException.Conflict(
                "tool_changed",
                $"The server says something else about {Name} than before. A person has to look at it and accept it with update_server_tool."
            );
        if (!IsOffered)
            throw RefusalException.Conflict("tool_gone", $"The server does not offer {Name} any more.");
    }

    private sealed class Mapping : IEntityTypeConfiguration<OutsideTool>
    {
        public void Configure(EntityTypeBuilder<OutsideTool> builder)
        {
            builder.ToTable("outside_tool", "assistant").Ignore(tool => tool.IsChanged);
            builder
                .HasOne<OutsideServer>()
                .WithMany()
                .HasForeignKey(tool => new { tool.TenantId, tool.ServerId })
                .OnDelete(DeleteBehavior.NoAction);
        }
    }
}

internal sealed class OutsideToolAccess : AccessRule<OutsideTool>
{
    public override string? ReadScope => Scopes.RunAgents;
    public override IReadOnlyList<Place<OutsideTool>> Within { get; } = [new("outside_server", tool => tool.ServerId)];

    public override bool May(Caller caller, Access access, OutsideTool row) =>
        access is Access.Read || AgentFileAccess.Manages(caller);
}
