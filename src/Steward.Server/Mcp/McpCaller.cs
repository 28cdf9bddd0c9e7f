using ModelContextProtocol.Protocol;

namespace Steward.Server.Mcp;

/// <summary>Who calls over MCP is an agent, whoever holds the token.</summary>
internal static class McpCaller
{
    /// <summary>Where a client says its name that speaks a revision in which only the handshake tells it.</summary>
    public const string AgentHeader = "Steward-Agent";

    private const int LongestName = 100;

    public static Caller AsAgent(Caller caller, HttpRequest http, McpRequest request) =>
        caller with
        {
            Kind = CallerKind.Agent,
            Surface = Surface.Mcp,
            Agent =
                caller.Agent
                ?? Clean(request.ClientName)
                ?? Clean(McpHeaderEncoder.DecodeValue(http.Headers[AgentHeader].ToString()))
                ?? "mcp",
        };

    private static string? Clean(string? name)
    {
        var clean = string.Concat((name ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c))).Trim();
        return clean.Length == 0 ? null : clean[..Math.Min(clean.Length, LongestName)];
    }
}
