using System.Globalization;
using Steward.Server.Hosting;

namespace Steward.Server.Rest;

internal static class Refusals
{
    /// <summary>The refusal as a problem, with the headers that HTTP has for it.</summary>
    public static Task Write(this RefusalException refusal, HttpContext http)
    {
        var headers = http.Response.Headers;
        if (refusal.RetryAfter is { } wait)
            headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds))
                .ToString(CultureInfo.InvariantCulture);
        if (refusal.Kind is RefusalKind.Unauthenticated)
            headers.WWWAuthenticate = refusal.Code is "sign_in_required" ? "Bearer" : "Bearer error=\"invalid_token\"";
        else if (refusal.Code is "missing_scope" && refusal.Params.TryGetValue("scope", out var scope))
            headers.WWWAuthenticate = $"Bearer error=\"insufficient_scope\", scope=\"{scope}\"";
        return new Problem((int)refusal.Kind, refusal.Code, refusal.Message)
        {
            Params = refusal.Params is { Count: > 0 } ? refusal.Params : null,
            Errors = refusal.Errors is { Count: > 0 } ? refusal.Errors : null,
        }.Write(http);
    }
}
