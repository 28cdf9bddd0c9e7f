using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Steward.Server.Configuration;

namespace Steward.Server.Ops;

/// <summary>
/// Gives every request its correlation id and its log scope (a feature of the request, for the surfaces to fill in), and
/// leaves one entry per request. The entry names the route, not the path: paths hold ids, and links hold secrets.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> logger, StewardOptions options)
{
    public async Task Invoke(HttpContext http)
    {
        var began = Stopwatch.GetTimestamp();
        var scope = new LogScope { CorrelationId = CorrelationId.Of(http.Request), Endpoint = Endpoint(http) };
        http.Features.Set(scope);
        http.Response.Headers[CorrelationId.Header] = scope.CorrelationId;
        using (logger.BeginScope(scope))
        {
            await next(http);
            Tracing.Describe(http, scope);
            if (options.Log.Requests)
                Write(http, Stopwatch.GetElapsedTime(began));
        }
    }

    private void Write(HttpContext http, TimeSpan elapsed)
    {
        var quiet = http.GetEndpoint()?.Metadata.GetMetadata<QuietEndpoint>() is not null;
        var status = http.RequestAborted.IsCancellationRequested
            ? StatusCodes.Status499ClientClosedRequest
            : http.Response.StatusCode;
        Answered(
            status >= 500 ? LogLevel.Warning
                : quiet ? LogLevel.Debug
                : LogLevel.Information,
            status,
            Math.Round(elapsed.TotalMilliseconds, 3)
        );
    }

    private static string Endpoint(HttpContext http) =>
        http.GetEndpoint() is RouteEndpoint route
            ? $"{http.Request.Method} /{route.RoutePattern.RawText?.TrimStart('/')}"
            : "(no route)";

    [LoggerMessage(EventId = 1, EventName = "request", Message = "Answered {Status} in {DurationMs} ms")]
    private partial void Answered(LogLevel level, int status, double durationMs);
}

/// <summary>Marks an endpoint that machines poll; its requests are logged for debugging only.</summary>
internal sealed record QuietEndpoint;
