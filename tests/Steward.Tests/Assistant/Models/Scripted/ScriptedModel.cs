using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Steward.Tests.Assistant;

/// <summary>
/// A model's server over real HTTP on a free port of 127.0.0.1, which says what it was told to, faults included. It speaks OpenAI's chat
/// completions (<see cref="Url"/>, streamed and whole) and Anthropic's messages (<see cref="AnthropicUrl"/>, streamed). What it was
/// asked is kept.
/// </summary>
public sealed class ScriptedModel : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Lock access = new();
    private readonly Queue<Turn> turns = new();
    private readonly List<ScriptedRequest> requests = [];
    private TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int working;

    private ScriptedModel(WebApplication app) => this.app = app;

    public Uri Url => new(Root, "v1");
    public Uri AnthropicUrl => Root;

    /// <summary>Says what comes when the queue is empty; without it that is a 400.</summary>
    public Func<JsonNode, Turn>? Script { get; set; }

    public IReadOnlyList<ScriptedRequest> Requests
    {
        get
        {
            lock (access)
                return [.. requests];
        }
    }

    /// <summary>How many answers were under way at once, at most.</summary>
    public int MostAtOnce { get; private set; }

    private Uri Root => new(app.Urls.Single());

    public static async Task<ScriptedModel> Start(Func<JsonNode, Turn>? script = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var model = new ScriptedModel(app) { Script = script };
        app.Run(model.Answer);
        await app.StartAsync();
        return model;
    }

    /// <summary>Puts turns into the queue; each is said once.</summary>
    public ScriptedModel Then(params Turn[] next)
    {
        lock (access)
            foreach (var turn in next)
                turns.Enqueue(turn);
        return this;
    }

    /// <summary>Ends when nothing is being answered, as after everybody has gone.</summary>
    public Task Idle()
    {
        lock (access)
            return working == 0 ? Task.CompletedTask : idle.Task;
    }

    /// <summary>What is still in the queue is not said.</summary>
    public void Forget()
    {
        lock (access)
            turns.Clear();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        var body = (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted))!;
        Turn turn;
        lock (access)
        {
            requests.Add(new(body, http.Request.Path, http.Request.Headers.Authorization.FirstOrDefault()));
            turn = turns.TryDequeue(out var next) ? next : Script?.Invoke(body) ?? Turn.Status(400);
            MostAtOnce = Math.Max(MostAtOnce, ++working);
        }
        try
        {
            if (turn.Gate is { } gate)
                await gate.WaitAsync(http.RequestAborted);
            if (turn.Code is not 200)
                await Refuse(http, turn);
            else if (body["stream"]?.GetValue<bool>() is not true)
                await http.Response.WriteAsJsonAsync(Whole(body, turn), http.RequestAborted);
            else
                await Stream(http, body, turn);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Who asked has gone.
        }
        finally
        {
            lock (access)
                if (--working == 0)
                {
                    idle.SetResult();
                    idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
                }
        }
    }

    private static Task Refuse(HttpContext http, Turn turn)
    {
        http.Response.StatusCode = turn.Code;
        if (turn.RetryAfter is { } seconds)
            http.Response.Headers.RetryAfter = $"{seconds}";
        // As some do, it repeats what it was sent: none of that may reach a person.
        return http.Response.WriteAsJsonAsync(
            new { error = new { message = $"No, {http.Request.Headers.Authorization}.", type = "scripted" } }
        );
    }

    private static async Task Stream(HttpContext http, JsonNode request, Turn turn)
    {
        http.Response.ContentType = "text/event-stream";
        http.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
        await http.Response.StartAsync(http.RequestAborted);
        var events = http.Request.Path.Value!.EndsWith("/messages", StringComparison.Ordinal)
            ? AnthropicWire.Events(request, turn)
            : OpenAIWire.Events(request, turn);
        foreach (var text in events)
        {
            if (turn.Every is { } pause)
                await Task.Delay(pause, http.RequestAborted);
            await http.Response.WriteAsync(text, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
        switch (turn.End)
        {
            case TurnEnd.Reset:
                // What the other side has not read by then is lost to it.
                if (turn.Heard is { } heard)
                    await heard.WaitAsync(http.RequestAborted);
                else
                    await Task.Delay(200, http.RequestAborted);
                http.Abort();
                break;
            case TurnEnd.Silence:
                await Task.Delay(Timeout.Infinite, http.RequestAborted);
                break;
        }
    }

    private static JsonObject Whole(JsonNode request, Turn turn) =>
        new()
        {
            ["id"] = "chatcmpl-1",
            ["object"] = "chat.completion",
            ["created"] = 1,
            ["model"] = request["model"]!.DeepClone(),
            ["choices"] = new JsonArray(
                new JsonObject
                {
                    ["index"] = 0,
                    ["message"] = new JsonObject
                    {
                        ["role"] = "assistant",
                        ["content"] = turn.Pieces.Count == 0 ? null : string.Concat(turn.Pieces),
                        ["tool_calls"] = turn.ToolCalls.Count == 0 ? null : OpenAIWire.Calls(turn, withIndex: false),
                    },
                    ["finish_reason"] = turn.ToolCalls.Count == 0 ? "stop" : "tool_calls",
                }
            ),
            ["usage"] = OpenAIWire.Usage(request, turn),
        };
}
