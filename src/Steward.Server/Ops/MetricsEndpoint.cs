using System.Security.Cryptography;
using System.Text;
using Steward.Server.Configuration;
using Steward.Server.Hosting;

namespace Steward.Server.Ops;

internal static class MetricsEndpoint
{
    public static void MapMetrics(this IEndpointRouteBuilder app) =>
        app.MapGet("/metrics", Answer).WithMetadata(new QuietEndpoint()).ExcludeFromDescription();

    private static async Task Answer(HttpContext http)
    {
        var options = http.RequestServices.GetRequiredService<StewardOptions>();
        if (options.MetricsToken is { } token && !Bears(http.Request, token))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            await new Problem(
                401,
                "unauthenticated",
                "Send the token of STEWARD__METRICS__TOKEN as a bearer token."
            ).Write(http);
            return;
        }
        var text = await http.RequestServices.GetRequiredService<Metrics>().Render(http.RequestAborted);
        http.Response.ContentType = PrometheusText.ContentType;
        await http.Response.WriteAsync(text, http.RequestAborted);
    }

    private static bool Bears(HttpRequest request, string token) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()),
            Encoding.UTF8.GetBytes("Bearer " + token)
        );
}
