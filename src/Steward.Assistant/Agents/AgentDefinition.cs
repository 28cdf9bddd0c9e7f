namespace Steward.Assistant;

/// <summary>What an agent's file says, whatever its source.</summary>
public sealed record AgentDefinition
{
    public required string Name { get; init; }
    public string Description { get; init; } = "";

    /// <summary>As the file names it (<c>opus</c>, say), for the router to make something of; null: any.</summary>
    public string? Model { get; init; }

    /// <summary>Names of Steward's tools that it may use; null: all.</summary>
    public IReadOnlySet<string>? Tools { get; init; }
    public IReadOnlySet<string> DisallowedTools { get; init; } = new HashSet<string>();
    public int? MaxTurns { get; init; }

    /// <summary>Names of the agents that check its results.</summary>
    public IReadOnlyList<string> Reviewers { get; init; } = [];
    public string? Color { get; init; }
    public IReadOnlyList<string> ProactiveTriggers { get; init; } = [];
    public string? Memory { get; init; }
    public required string Instructions { get; init; }

    /// <summary>What the file lists as tools, in its own words; null: it lists none.</summary>
    public IReadOnlyList<string>? NamedTools { get; init; }

    /// <summary>Those of them that Steward does not have.</summary>
    public IReadOnlyList<string> MissingTools { get; init; } = [];

    /// <summary>What in the file was taken otherwise than it stands there, and what was left out.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public bool MayUse(string tool) => (Tools is null || Tools.Contains(tool)) && !DisallowedTools.Contains(tool);
}
