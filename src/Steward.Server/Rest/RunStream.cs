using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Steward.Assistant;

namespace Steward.Server.Rest;

/// <summary>
/// The steps of a run as they happen, as server-sent events: words as they are said, other steps whole. Each has an id; who comes back
/// with the last one, to whichever node, goes on behind it. What is sent is read through the pipeline, as the one who reads.
/// https://html.spec.whatwg.org/multipage/server-sent-events.html
/// </summary>
internal sealed class RunStream(Catalogue catalogue, Pipeline pipeline, RunFeed feed, IHostApplicationLifetime lifetime)
{
    /// <summary>How soon what another node has stored is seen.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private const int AtOnce = 200;

    private readonly OperationInfo list = catalogue.Of(typeof(ListSteps));

    public static bool Follows(OperationInfo operation) => operation.GoesOn || operation.Type == typeof(ListSteps);

    public static bool IsAsked(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase);

    /// <param name="http">Whose answer it is.</param>
    /// <param name="caller">Who reads.</param>
    /// <param name="begun">What the operation answered.</param>
    public async Task Write(HttpContext http, Caller caller, object begun)
    {
        var run = begun switch
        {
            RunView view => view.Id,
            JsonElement replayed => replayed.GetProperty("id").GetGuid(),
            _ => Guid.Parse((string)http.GetRouteValue("run_id")!, CultureInfo.InvariantCulture),
        };
        using var over = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted,
            lifetime.ApplicationStopping
        );
        using var live = feed.Follow(run);
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.StatusCode = begun is StepsView ? StatusCodes.Status200OK : StatusCodes.Status202Accepted;
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await Send(http, "run", null, $"{{\"run_id\":\"{run}\"}}", over.Token);
            await Follow(http, caller, run, live, Position(http.Request), over.Token);
        }
        catch (RefusalException refusal)
        {
            var said = JsonSerializer.Serialize(new { refusal.Code, refusal.Message }, Wire.Json);
            await Send(http, "refused", null, said, http.RequestAborted);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // It left, or the server stops; it comes back with its position.
        }
    }

    private async Task Follow(
        HttpContext http,
        Caller caller,
        Guid run,
        LiveRun live,
        (int Number, int Place) at,
        CancellationToken ct
    )
    {
        var (quiet, pause) = (TimeSpan.Zero, Poll);
        while (true)
        {
            var seen = live.Bell.Count;
            var before = at;
            // What is being said on this node needs no look into the database.
            if (live.Said(at.Number + 1, at.Place) is { } said)
            {
                if (said.Length > 0)
                {
                    at = (at.Number, at.Place + said.Length);
                    await SendText(http, at, said, ct);
                }
            }
            else
            {
                var steps = await Read(caller, run, at.Number, ct);
                foreach (var step in steps.Items)
                {
                    at = await SendStep(http, step, at, step == steps.Items[^1] && !HasEnded(steps.State), live, ct);
                }
                if (HasEnded(steps.State) && steps.Items.Count < AtOnce)
                {
                    await Send(http, "end", null, $"{{\"state\":\"{Wire.Name(steps.State.ToString())}\"}}", ct);
                    return;
                }
            }
            if (at != before)
            {
                (quiet, pause) = (TimeSpan.Zero, Poll);
                continue;
            }
            await live.Bell.Wait(seen, pause, ct);
            ct.ThrowIfCancellationRequested();
            quiet += pause;
            pause = pause * 2 < LongestPoll ? pause * 2 : LongestPoll;
            if (quiet >= Heartbeat)
            {
                quiet = TimeSpan.Zero;
                await http.Response.WriteAsync(": still there\n\n", ct);
                await http.Response.Body.FlushAsync(ct);
            }
        }
    }

    /// <summary>Of a text that may still grow the position stays before its end.</summary>
    private static async Task<(int, int)> SendStep(
        HttpContext http,
        StepView step,
        (int Number, int Place) at,
        bool mayGrow,
        LiveRun live,
        CancellationToken ct
    )
    {
        if (step.Kind is not StepKind.Text)
        {
            await Send(http, "step", $"{step.Number}", JsonSerializer.Serialize(step, Wire.Json), ct);
            return (step.Number, 0);
        }
        // While words are said here, what is stored may lag behind them.
        if (mayGrow && live.Said(step.Number, 0) is not null)
            return at;
        var place = step.Number == at.Number + 1 ? Math.Min(at.Place, step.Text!.Length) : 0;
        var rest = step.Text![place..];
        var next = mayGrow ? (step.Number - 1, step.Text.Length) : (step.Number, 0);
        if (rest.Length > 0)
            await SendText(http, (step.Number - 1, step.Text.Length), rest, ct);
        return next;
    }

    private static Task SendText(HttpContext http, (int Number, int Place) at, string text, CancellationToken ct) =>
        Send(
            http,
            "text",
            $"{at.Number}.{at.Place}",
            JsonSerializer.Serialize(new { number = at.Number + 1, text }, Wire.Json),
            ct
        );

    private static async Task Send(HttpContext http, string name, string? id, string data, CancellationToken ct)
    {
        var head = id is null ? $"event: {name}\n" : $"event: {name}\nid: {id}\n";
        await http.Response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes($"{head}data: {data}\n\n"), ct);
    }

    private async Task<StepsView> Read(Caller caller, Guid run, int after, CancellationToken ct)
    {
        var outcome = await pipeline.Run(
            new()
            {
                Operation = list,
                Caller = caller,
                Input = () => new(new ListSteps(run, after, AtOnce)),
            },
            ct
        );
        return (StepsView)outcome.Result!;
    }

    private static bool HasEnded(RunState state) => state is RunState.Done or RunState.Failed or RunState.Cancelled;

    /// <summary>Steps that were read whole, and how much of the text behind them: <c>4</c> or <c>4.120</c>.</summary>
    private static (int, int) Position(HttpRequest request)
    {
        var id = request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last
            ? last
            : request.Query["after"].ToString();
        var parts = id.Split('.');
        return (Number(parts[0]), parts.Length > 1 ? Number(parts[1]) : 0);

        static int Number(string text) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
