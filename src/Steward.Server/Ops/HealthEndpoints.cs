using System.Text.Json;
using System.Text.Json.Serialization;

namespace Steward.Server.Ops;

internal static class HealthEndpoints
{
    private static readonly JsonSerializerOptions Wire = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/health").WithMetadata(new QuietEndpoint()).ExcludeFromDescription();
        group.MapGet("/live", () => Results.Json(new { Status = "healthy" }, Wire));
        group.MapGet("/ready", async (Health health, CancellationToken ct) => Answer(await health.Ready(ct)));
        group.MapGet(
            "",
            async (Health health, CancellationToken ct) => Answer(await health.Whole(ct), Health.Version, health.Uptime)
        );
    }

    private static IResult Answer(HealthReport report, string? version = null, TimeSpan? uptime = null) =>
        Results.Json(
            new
            {
                Status = report.Healthy ? "healthy" : "unhealthy",
                Version = version,
                UptimeSeconds = uptime is { } up ? Math.Round(up.TotalSeconds, 1) : (double?)null,
                report.CheckedAt,
                Dependencies = report.Dependencies.Select(d => new
                {
                    d.Name,
                    d.Status,
                    d.Problem,
                    d.DurationMs,
                }),
            },
            Wire,
            statusCode: report.Healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
}
