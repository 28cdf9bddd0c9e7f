using Steward.Identity;

namespace Steward.Server.Rest;

/// <summary>
/// A browser's refresh token: in a cookie that no script reads, sent to <c>/api/v1/auth</c> only, and taken only from pages of
/// this very origin.
/// </summary>
internal static class RefreshCookie
{
    public const string Name = "steward_refresh";
    public const string Input = "refresh_token";
    private const string Folder = "/auth";

    public static bool IsTakenBy(OperationInfo operation) =>
        operation.Route!.Path.StartsWith(Folder + "/", StringComparison.Ordinal)
        && operation.Inputs.Any(input => input.Name is Input);

    /// <summary>The token in the cookie; null: there is none.</summary>
    /// <exception cref="RefusalException">A page of elsewhere sent it.</exception>
    public static string? Read(HttpRequest request)
    {
        if (request.Cookies[Name] is not { Length: > 0 } token)
            return null;
        return IsSameOrigin(request)
            ? token
            : throw RefusalException.Forbidden(
                "cross_origin",
                "The session's cookie is taken from pages of this server only."
            );
    }

    public static void Write(HttpContext http, SessionCookie cookie)
    {
        var options = new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = http.Request.IsHttps,
            Path = RestApi.Root + Folder,
            Expires = cookie.Expires,
        };
        if (cookie.RefreshToken is { } token)
            http.Response.Cookies.Append(Name, token, options);
        else
            http.Response.Cookies.Delete(Name, options);
    }

    /// <summary>Browsers say where a POST comes from; who does not say it is no browser and has no business with the cookie.</summary>
    private static bool IsSameOrigin(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ } site])
            return site is "same-origin";
        return request.Headers.Origin is [{ } origin]
            && Uri.TryCreate(origin, UriKind.Absolute, out var page)
            && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
