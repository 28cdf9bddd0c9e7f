using ModelContextProtocol.Server;

namespace Steward.Server.Mcp;

/// <summary>What answers one client's message.</summary>
internal abstract class McpService
{
    /// <summary>
    /// Answers a request directly: returns what writes the members of its result, or null to leave the request to the
    /// SDK's server. Making that server costs more than a query does, so what is called often is answered here.
    /// </summary>
    public abstract ValueTask<McpResult?> Answer(McpRequest request, CancellationToken ct);

    /// <summary>For the SDK's server: who we are, and what is answered by it.</summary>
    public abstract McpServerOptions Options();
}
