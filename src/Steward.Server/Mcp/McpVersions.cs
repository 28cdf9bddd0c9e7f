namespace Steward.Server.Mcp;

/// <summary>The revisions of the protocol that are served.</summary>
internal static class McpVersions
{
    public static readonly string[] All = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", PerRequest];

    /// <summary>The revision from which on there is no handshake: each request says in <c>_meta</c> and in headers what it is.</summary>
    public const string PerRequest = "2026-07-28";

    /// <summary>What a client speaks that sends no header: the header is younger than this revision.</summary>
    public const string BeforeHeader = "2025-03-26";
}
