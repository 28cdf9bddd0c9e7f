using System.Text;
using System.Text.Json;
using Steward.Server.Hosting;
using Steward.Tasks;

namespace Steward.Server.Rest;

/// <summary>
/// <c>/calendar/{key}.ics</c>: what calendar programs subscribe to. They can send no header, so the key stands in the address; for
/// that it must be one that can do nothing else.
/// </summary>
internal static class CalendarLink
{
    private const string Path = "/calendar/";
    private const string Ending = ".ics";
    private const string Operation = "get_calendar";

    /// <summary>Before the authentication: the key is the request's token.</summary>
    public static void UseCalendarLinks(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                if (
                    http.Request.Path.Value is { } path
                    && path.StartsWith(Path, StringComparison.Ordinal)
                    && path.EndsWith(Ending, StringComparison.Ordinal)
                )
                    http.Request.Headers.Authorization = "Bearer " + path[Path.Length..^Ending.Length];
                return next(http);
            }
        );

    public static void MapCalendarLinks(this IEndpointRouteBuilder app)
    {
        var operation = app.ServiceProvider.GetRequiredService<Catalogue>().Find(Operation)!;
        var pipeline = app.ServiceProvider.GetRequiredService<Pipeline>();
        app.MapMethods(Path + "{key}" + Ending, ["GET", "HEAD"], http => Answer(http, operation, pipeline));
    }

    private static async Task Answer(HttpContext http, OperationInfo operation, Pipeline pipeline)
    {
        http.Features.Get<LogScope>()?.Operation = operation.Name;
        try
        {
            var caller = http.Caller();
            if (caller.Tools is not { Count: 1 } tools || !tools.Contains(operation.Name))
                throw RefusalException.Forbidden(
                    "key_not_limited",
                    "A key in an address must be limited to get_calendar. Revoke this one, for others may have seen it, and make one with "
                        + "\"operations\": [\"get_calendar\"]."
                );
            var input = JsonSerializer.SerializeToUtf8Bytes(
                http.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString())
            );
            var request = new OperationRequest
            {
                Operation = operation,
                Caller = caller,
                Input = () => operation.Parse(input),
            };
            var outcome = await pipeline.Run(request, http.RequestAborted);
            http.Response.ContentType = "text/calendar; charset=utf-8";
            http.Response.Headers.CacheControl = "private, max-age=300";
            await http.Response.WriteAsync(((Calendar)outcome.Result!).Text, Encoding.UTF8, http.RequestAborted);
        }
        catch (RefusalException refusal)
        {
            await refusal.Write(http);
        }
    }
}
