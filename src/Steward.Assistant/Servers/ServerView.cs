using System.Text.Json;

namespace Steward.Assistant;

public enum ServerState
{
    Disabled,

    /// <summary>It has not told its tools yet.</summary>
    New,
    Well,

    /// <summary>It could not be asked the last time, or has failed since; <c>problem</c> says why.</summary>
    Failing,

    /// <summary>It has failed again and again, and is left alone for a while.</summary>
    Resting,
}

public sealed record ServerView(
    Guid Id,
    [property: Description("By this name its tools are called: mcp__name__tool.")] string Name,
    ServerKind Kind,
    [property: Description("Which of the operator's programs it is.")] string? Entry,
    [property: Description("Of http: its address.")] string? Url,
    [property: Description("Of http: the header in which its secret is sent.")] string? Header,
    [property: Description("Whether a secret is kept for it. The secret itself is never shown.")] bool HasSecret,
    bool IsEnabled,
    ServerState State,
    [property: Description("Why it fails; partly in its own words.")] string? Problem,
    [property: Description("When it has told its tools last.")] DateTimeOffset? ListedAt,
    [property: Description("That not all of its tools are taken, and why.")] string? LeftOut,
    [property: Description("How many of its tools agents may call.")] int CallableTools,
    [property: Description("How many of its tools say something else than before, and wait for a person to look.")]
        int ChangedTools,
    [property: Description("The number of the version that holds.")] int Number,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long Version
)
{
    internal static ServerView Of(
        OutsideServer server,
        ServerHealth? health = null,
        (int Callable, int Changed) tools = default
    )
    {
        var problem = server.Problem ?? health?.Problem;
        return new(
            server.Id,
            server.Name,
            server.Kind,
            server.Entry,
            server.Url,
            server.Header,
            server.SealedSecret is not null,
            server.IsEnabled,
            !server.IsEnabled ? ServerState.Disabled
                : health is { IsResting: true } ? ServerState.Resting
                : problem is not null ? ServerState.Failing
                : server.ListedAt is null ? ServerState.New
                : ServerState.Well,
            problem,
            server.ListedAt,
            server.LeftOut,
            tools.Callable,
            tools.Changed,
            server.Number,
            server.CreatedAt,
            server.UpdatedAt,
            server.Version
        );
    }
}

public sealed record ServerToolView(
    string Name,
    [property: Description("As models and agents' files call it.")] string CalledAs,
    bool IsAllowed,
    [property: Description("Agents call it without asking, as long as they have read nothing of others.")]
        bool IsUnasked,
    [property: Description("Whether the server still has it.")] bool IsOffered,
    [property: Description("What the server said about it when a person accepted it: data, no instruction.")]
        JsonElement Definition,
    string Hash,
    [property: Description("What it says now, if that is something else: until a person accepts it nobody calls it.")]
        JsonElement? NewDefinition,
    [property: Description("To accept what it says now: give this to update_server_tool.")] string? NewHash
)
{
    internal static ServerToolView Of(OutsideServer server, OutsideTool tool) =>
        new(
            tool.Name,
            ServerNames.Listed(server.Name, tool.Name),
            tool.IsAllowed,
            tool.IsUnasked,
            tool.IsOffered,
            JsonElement.Parse(tool.Definition),
            tool.Hash,
            tool.NewDefinition is null ? null : JsonElement.Parse(tool.NewDefinition),
            tool.NewHash
        );
}

public sealed record ServerVersionView(
    int Number,
    string? Url,
    string? Header,
    bool IsEnabled,
    IReadOnlyList<string> AllowedTools,
    UserId CreatedBy,
    DateTimeOffset CreatedAt
)
{
    internal static ServerVersionView Of(ServerVersion version) =>
        new(
            version.Number,
            version.Url,
            version.Header,
            version.IsEnabled,
            [.. version.Chosen.Where(tool => tool.IsAllowed).Select(tool => tool.Name)],
            version.CreatedBy,
            version.CreatedAt
        );
}
