using ModelContextProtocol;

namespace Steward.Server.Mcp;

/// <summary>What a POST must be, before its body is read. That the Host is ours has been checked for all surfaces.</summary>
internal static class McpAccess
{
    public static void Check(HttpRequest http)
    {
        // A page that a user visits must not reach a server on the user's machine (DNS rebinding).
        if (http.Headers.Origin.ToString() is { Length: > 0 } origin && !IsOwn(origin, http.Host))
            throw Refused(StatusCodes.Status403Forbidden, "Pages of another origin are not let in.");
        if (!http.HasJsonContentType())
            throw Refused(StatusCodes.Status415UnsupportedMediaType, "Send Content-Type: application/json.");
        if (!AcceptsBoth(http.Headers.Accept.ToString()))
            throw Refused(
                StatusCodes.Status406NotAcceptable,
                "Not acceptable: send Accept: application/json, text/event-stream."
            );
    }

    public static McpFault Unauthenticated(string message) => Refused(StatusCodes.Status401Unauthorized, message);

    private static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase);

    private static bool AcceptsBoth(string accept) =>
        accept.Contains("*/*", StringComparison.Ordinal)
        || (
            accept.Contains("application/json", StringComparison.OrdinalIgnoreCase)
            && accept.Contains("text/event-stream", StringComparison.OrdinalIgnoreCase)
        );

    private static McpFault Refused(int status, string message) => new(status, McpErrorCode.InvalidRequest, message);
}
