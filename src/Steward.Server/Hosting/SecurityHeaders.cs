using Microsoft.Extensions.Primitives;

namespace Steward.Server.Hosting;

/// <summary>
/// What a browser may do with an answer. Set before the endpoint runs, so that one may be more specific. There is no CORS
/// header anywhere: a page of another origin gets nothing.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private static readonly StringValues ForData = "default-src 'none'; frame-ancestors 'none'";
    private static readonly StringValues ForPages =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues Deny = "DENY";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues SameOrigin = "same-origin";
    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues NoDevices = "camera=(), geolocation=(), microphone=()";
    private static readonly StringValues OneYear = "max-age=31536000";

    private static readonly PathString[] DataPaths =
    [
        "/api",
        "/mcp",
        "/v1",
        "/health",
        "/metrics",
        "/openapi",
        "/.well-known",
    ];

    public Task Invoke(HttpContext http)
    {
        var headers = http.Response.Headers;
        var data = IsData(http.Request.Path);
        headers.ContentSecurityPolicy = data ? ForData : ForPages;
        headers.XContentTypeOptions = NoSniff;
        headers.XFrameOptions = Deny;
        headers["Referrer-Policy"] = NoReferrer;
        headers["Cross-Origin-Opener-Policy"] = SameOrigin;
        headers["Cross-Origin-Resource-Policy"] = SameOrigin;
        headers["Permissions-Policy"] = NoDevices;
        if (data)
            headers.CacheControl = NoStore;
        // Not for localhost: a browser would then insist on TLS for every other server of this machine.
        if (http.Request.IsHttps && http.Request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]"))
            headers.StrictTransportSecurity = OneYear;
        return next(http);
    }

    /// <summary>Whether programs are served there, and no page.</summary>
    public static bool IsData(PathString path)
    {
        foreach (var prefix in DataPaths)
            if (path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
