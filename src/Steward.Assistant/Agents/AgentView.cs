namespace Steward.Assistant;

public enum AgentSource
{
    /// <summary>It comes with Steward.</summary>
    BuiltIn,

    /// <summary>It is the tenant's own.</summary>
    Own,
}

public sealed record AgentView(
    [property: Description("By this name it is asked.")] string Name,
    AgentSource Source,
    string Description,
    [property: Description("The model that it wants; null: any.")] string? Model,
    [property: Description("Steward's tools that it may use; null: all.")] IReadOnlyList<string>? Tools,
    [property: Description("Tools that its file names and Steward does not have.")] IReadOnlyList<string> MissingTools,
    [property: Description("What in its file was taken otherwise than it stands there, or left out.")]
        IReadOnlyList<string> Warnings,
    [property: Description("The number of the version that holds; null: it is built in.")] int? Number,
    Guid? Id,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? UpdatedAt,
    long? Version
)
{
    internal static AgentView Of(AgentDefinition agent) =>
        new(
            agent.Name,
            AgentSource.BuiltIn,
            agent.Description,
            agent.Model,
            agent.Tools?.Order(StringComparer.Ordinal).ToList(),
            agent.MissingTools,
            agent.Warnings,
            null,
            null,
            null,
            null,
            null
        );

    internal static AgentView Of(AgentFile agent, Catalogue catalogue)
    {
        var (tools, missing) = AgentTools.Allowed(agent.NamedTools, catalogue);
        return new(
            agent.Name,
            AgentSource.Own,
            agent.Description,
            agent.Model,
            tools?.Order(StringComparer.Ordinal).ToList(),
            missing,
            agent.Warnings,
            agent.Number,
            agent.Id,
            agent.CreatedAt,
            agent.UpdatedAt,
            agent.Version
        );
    }
}

public sealed record AgentVersionView(int Number, UserId CreatedBy, DateTimeOffset CreatedAt);
