namespace Steward.Assistant;

/// <summary>In which header a server's secret is sent.</summary>
internal static class ServerHeader
{
    public const string Usual = "Authorization";
    public const int Longest = 100;

    /// <summary>What the protocol itself says with headers is not for secrets.</summary>
    private static readonly string[] Taken =
    [
        "Accept",
        "Connection",
        "Content-Encoding",
        "Content-Length",
        "Content-Type",
        "Cookie",
        "Expect",
        "Host",
        "Keep-Alive",
        "Last-Event-ID",
        "Proxy-Authorization",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
        "User-Agent",
    ];

    public static bool IsHeader(string name) =>
        name.Length is > 0 and <= Longest
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        && !Taken.Contains(name, StringComparer.OrdinalIgnoreCase)
        && !name.StartsWith("Mcp-", StringComparison.OrdinalIgnoreCase);
}
