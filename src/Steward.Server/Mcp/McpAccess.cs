using ModelContextProtocol;

namespace Steward.Server.Mcp;

/// <summary>
/// What the endpoint lets in at all. The checks of Host and Origin keep a web page that a user visits from reaching a
/// server on that user's machine by a name of its own (DNS rebinding).
/// </summary>
/// <param name="AllowedHosts">Names, without port, under which the server is reached; <c>*.name</c> and <c>*</c> too.</param>
internal sealed record McpAccess(IReadOnlyCollection<string> AllowedHosts, int MaxBodyBytes = 4 * 1024 * 1024)
{
    public static readonly string[] Local = ["localhost", "127.0.0.1", "[::1]"];

    public void Check(HttpRequest http)
    {
        if (!AllowedHosts.Any(allowed => Matches(allowed, http.Host.Host)))
            throw Refused(
                StatusCodes.Status403Forbidden,
                $"The host '{http.Host.Host}' is not one of this server's names."
            );
        if (http.Headers.Origin.ToString() is { Length: > 0 } origin && !IsOwn(origin, http.Host))
            throw Refused(StatusCodes.Status403Forbidden, $"The origin '{origin}' is not allowed.");
        if (!http.HasJsonContentType())
            throw Refused(StatusCodes.Status415UnsupportedMediaType, "Send Content-Type: application/json.");
        if (!AcceptsBoth(http.Headers.Accept.ToString()))
            throw Refused(
                StatusCodes.Status406NotAcceptable,
                "Not acceptable: send Accept: application/json, text/event-stream."
            );
    }

    private static bool Matches(string allowed, string host) =>
        allowed == "*"
        || (
            allowed.StartsWith("*.", StringComparison.Ordinal)
            && host.Length >= allowed.Length
            && host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase)
        )
        || allowed.Equals(host, StringComparison.OrdinalIgnoreCase);

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
