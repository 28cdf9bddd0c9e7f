using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Steward.Assistant;

namespace Steward.Server.Rest;

/// <summary>
/// A run as server-sent events. Each step has an id; who comes back with the last one, to whichever node, goes on behind it.
/// https://html.spec.whatwg.org/multipage/server-sent-events.html
/// </summary>
internal sealed class RunStream(RunFollower follower)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static bool Follows(OperationInfo operation) => operation.GoesOn || operation.Type == typeof(ListSteps);

    public static bool IsAsked(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase);

    /// <summary>The headers of an answer that comes in pieces.</summary>
    public static void Open(HttpContext http, int status)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        // A proxy that gathers answers would keep them back.
        http.Response.Headers["X-Accel-Buffering"] = "no";
    }

    /// <param name="http">Whose answer it is.</param>
    /// <param name="caller">Who reads.</param>
    /// <param name="begun">What the operation answered.</param>
    public async Task Write(HttpContext http, Caller caller, object begun)
    {
        var run =
            RunFollower.RunOf(begun) ?? Guid.Parse((string)http.GetRouteValue("run_id")!, CultureInfo.InvariantCulture);
        Open(http, begun is StepsView ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
        var written = Stopwatch.GetTimestamp();
        try
        {
            await Send(http, "run", null, $"{{\"run_id\":\"{run}\"}}");
            await foreach (var news in follower.Follow(caller, run, Position(http.Request), http.RequestAborted))
            {
                if (news is RunNews.Quiet && Stopwatch.GetElapsedTime(written) < Heartbeat)
                    continue;
                await Send(http, news);
                written = Stopwatch.GetTimestamp();
            }
        }
        catch (RefusalException refusal)
        {
            await Send(http, "refused", null, Json(new { refusal.Code, refusal.Message }));
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // It left, or the server stops; it comes back with its position.
        }
    }

    private static Task Send(HttpContext http, RunNews news) =>
        news switch
        {
            RunNews.Said said => Send(
                http,
                "text",
                $"{said.At.Number}.{said.At.Place}",
                Json(new { number = said.At.Number + 1, text = said.Text })
            ),
            RunNews.Step step => Send(http, "step", $"{step.View.Number}", Json(step.View)),
            RunNews.Waits waits => Send(
                http,
                "waiting",
                null,
                Json(new { approval_ids = waits.Approvals.Select(approval => approval.Id) })
            ),
            RunNews.Ended ended => Send(http, "end", null, $"{{\"state\":\"{Wire.Name(ended.State.ToString())}\"}}"),
            _ => Write(http, ": still there\n\n"),
        };

    private static Task Send(HttpContext http, string name, string? id, string data) =>
        Write(http, id is null ? $"event: {name}\ndata: {data}\n\n" : $"event: {name}\nid: {id}\ndata: {data}\n\n");

    private static async Task Write(HttpContext http, string text) =>
        await http.Response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(text), http.RequestAborted);

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, Wire.Json);

    /// <summary>As a client says it: <c>4</c> or <c>4.120</c>.</summary>
    private static RunPosition Position(HttpRequest request)
    {
        var id = request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last
            ? last
            : request.Query["after"].ToString();
        var parts = id.Split('.');
        return new(Number(parts[0]), parts.Length > 1 ? Number(parts[1]) : 0);

        static int Number(string text) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
