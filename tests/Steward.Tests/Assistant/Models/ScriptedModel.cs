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

/// <param name="Path">To which address it was sent.</param>
/// <param name="Key">As it was sent: <c>Bearer ...</c>.</param>
public sealed record ScriptedRequest(JsonNode Body, string Path, string? Key)
{
    public IEnumerable<JsonNode> Messages => Body["messages"]!.AsArray().OfType<JsonNode>();
    public IEnumerable<string> Tools =>
        Body["tools"]?.AsArray().Select(tool => (tool!["function"] ?? tool)["name"]!.GetValue<string>()) ?? [];
}

public enum TurnEnd
{
    Done,
    Reset,
    Silence,

    /// <summary>The connection is closed as if all was said, without the last events.</summary>
    Cut,
}

/// <summary>What the model does when it is asked once.</summary>
public sealed record Turn
{
    public int Code { get; private init; } = 200;
    public int? RetryAfter { get; private init; }
    public IEnumerable<string> Said { get; private init; } = [];
    public IReadOnlyList<(string Name, string Arguments)> ToolCalls { get; private init; } = [];
    public TurnEnd End { get; private init; }

    /// <summary>The events as they stand on the wire, instead of those that the rest would make.</summary>
    public IReadOnlyList<string>? Raw { get; private init; }
    public Task? Gate { get; private init; }
    public Task? Heard { get; private init; }
    public TimeSpan? Every { get; private init; }
    public bool WithoutUsage { get; private init; }

    internal IReadOnlyList<string> Pieces => [.. Said];

    /// <summary>Says it word by word.</summary>
    public static Turn Text(string text) => new() { Said = Words(text) };

    public static Turn Calls(params (string Name, string Arguments)[] calls) => new() { ToolCalls = calls };

    public static Turn TextAndCalls(string text, params (string Name, string Arguments)[] calls) =>
        new() { Said = Words(text), ToolCalls = calls };

    /// <param name="retryAfter">In seconds.</param>
    public static Turn Status(int code, int? retryAfter = null) => new() { Code = code, RetryAfter = retryAfter };

    /// <summary>The connection is torn after some words, or before the first.</summary>
    /// <param name="said">What is said before that.</param>
    /// <param name="heard">Tells that it was heard; without it, that is believed after 200 ms.</param>
    public static Turn ResetMidStream(string said = "Well, ", Task? heard = null) =>
        new()
        {
            Said = Words(said),
            End = TurnEnd.Reset,
            Heard = heard,
        };

    /// <summary>The answer begins, and nothing more comes.</summary>
    public static Turn Silence(string said = "") => new() { Said = Words(said), End = TurnEnd.Silence };

    /// <summary>A call whose arguments end in the middle.</summary>
    public static Turn HalfJson(string tool = "add_task") => Calls((tool, """{"title": "Pay the r"""));

    /// <summary>The stream itself ends in the middle of an event.</summary>
    public static Turn HalfEvent() =>
        new() { Raw = ["data: {\"id\":\"chatcmpl-1\",\"choices\":[{\"index\":0,\"del"], End = TurnEnd.Cut };

    /// <summary>Events that are JSON, but not of the shape they should have.</summary>
    public static Turn WrongShape() => new() { Raw = ["data: {\"choices\":\"none\",\"usage\":[7]}\n\n"] };

    public static Turn UnknownTool() => Calls(("no_such_tool", "{}"));

    /// <summary>A call whose arguments are JSON, but not what the tool's schema says.</summary>
    public static Turn WrongTypes(string tool = "add_task") =>
        Calls((tool, """{"title":{"is":[5]},"priority":"much"}"""));

    public static Turn EmptyAnswer() => new();

    public static Turn ManyCalls(int count, string tool = "list_tasks", string arguments = "{}") =>
        Calls([.. Enumerable.Repeat((tool, arguments), count)]);

    /// <summary>So many bytes of text, sixteen thousand at a time.</summary>
    public static Turn Huge(long bytes) =>
        new() { Said = Enumerable.Repeat(new string('x', 16_384), (int)(bytes / 16_384) + 1) };

    /// <summary>One event that never ends, so many bytes of it.</summary>
    public static Turn HugeEvent(long bytes) =>
        new() { Raw = ["data: ", .. Enumerable.Repeat(new string('x', 65_536), (int)(bytes / 65_536) + 1)] };

    public static Turn Events(params string[] events) => new() { Raw = [.. events.Select(one => $"data: {one}\n\n")] };

    /// <summary>The same, but it begins only when that is done.</summary>
    public Turn After(Task gate) => this with { Gate = gate };

    /// <summary>The same with a pause before each event.</summary>
    public Turn Slowly(TimeSpan every) => this with { Every = every };

    public Turn NoUsage() => this with { WithoutUsage = true };

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        for (var start = 0; start < text.Length; )
        {
            var space = text.IndexOf(' ', start);
            var end = space < 0 ? text.Length : space + 1;
            words.Add(text[start..end]);
            start = end;
        }
        return words;
    }
}

internal static class OpenAIWire
{
    public static IEnumerable<string> Events(JsonNode request, Turn turn)
    {
        if (turn.Raw is { } raw)
        {
            foreach (var text in raw)
                yield return text;
            if (turn.End is TurnEnd.Done)
                yield return "data: [DONE]\n\n";
            yield break;
        }
        yield return Chunk(new JsonObject { ["role"] = "assistant", ["content"] = "" });
        foreach (var piece in turn.Said)
            yield return Chunk(new JsonObject { ["content"] = piece });
        foreach (var call in Calls(turn, withIndex: true))
        {
            // Its beginning first, then the arguments in two pieces, as OpenAI does it.
            var function = call!["function"]!;
            var arguments = function["arguments"]!.GetValue<string>();
            function["arguments"] = "";
            yield return Chunk(new JsonObject { ["tool_calls"] = new JsonArray(call.DeepClone()) });
            foreach (var piece in new[] { arguments[..(arguments.Length / 2)], arguments[(arguments.Length / 2)..] })
                yield return Chunk(
                    new JsonObject
                    {
                        ["tool_calls"] = new JsonArray(
                            new JsonObject
                            {
                                ["index"] = call["index"]!.DeepClone(),
                                ["function"] = new JsonObject { ["arguments"] = piece },
                            }
                        ),
                    }
                );
        }
        if (turn.End is not TurnEnd.Done)
            yield break;
        yield return Chunk([], turn.ToolCalls.Count > 0 ? "tool_calls" : "stop");
        if (!turn.WithoutUsage && request["stream_options"]?["include_usage"]?.GetValue<bool>() is true)
            yield return Event(new JsonArray(), Usage(request, turn));
        yield return "data: [DONE]\n\n";

        string Chunk(JsonObject delta, string? finish = null) =>
            Event(
                new JsonArray(
                    new JsonObject
                    {
                        ["index"] = 0,
                        ["delta"] = delta,
                        ["finish_reason"] = finish,
                    }
                ),
                null
            );

        string Event(JsonArray choices, JsonNode? usage) =>
            "data: "
            + new JsonObject
            {
                ["id"] = "chatcmpl-1",
                ["object"] = "chat.completion.chunk",
                ["created"] = 1,
                ["model"] = request["model"]?.DeepClone(),
                ["choices"] = choices,
                ["usage"] = usage,
            }.ToJsonString()
            + "\n\n";
    }

    public static JsonArray Calls(Turn turn, bool withIndex)
    {
        var calls = new JsonArray();
        foreach (var (index, (name, arguments)) in turn.ToolCalls.Index())
        {
            var call = new JsonObject
            {
                ["id"] = $"call_{index}",
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = name, ["arguments"] = arguments },
            };
            if (withIndex)
                call["index"] = index;
            calls.Add(call);
        }
        return calls;
    }

    public static JsonObject Usage(JsonNode request, Turn turn)
    {
        var (sent, said) = (
            Encoding.UTF8.GetByteCount(request.ToJsonString()) / 4,
            turn.Said.Sum(piece => (piece.Length + 3) / 4)
        );
        return new()
        {
            ["prompt_tokens"] = sent,
            ["completion_tokens"] = said,
            ["total_tokens"] = sent + said,
        };
    }
}

internal static class AnthropicWire
{
    public static IEnumerable<string> Events(JsonNode request, Turn turn)
    {
        yield return Event(
            "message_start",
            new()
            {
                ["message"] = new JsonObject
                {
                    ["id"] = "msg_1",
                    ["type"] = "message",
                    ["role"] = "assistant",
                    ["model"] = request["model"]!.DeepClone(),
                    ["content"] = new JsonArray(),
                    ["stop_reason"] = null,
                    ["stop_sequence"] = null,
                    ["usage"] = new JsonObject { ["input_tokens"] = 11, ["output_tokens"] = 1 },
                },
            }
        );
        var index = 0;
        if (turn.Said.Any())
        {
            yield return Start(index, new() { ["type"] = "text", ["text"] = "" });
            foreach (var piece in turn.Said)
                yield return Delta(index, new() { ["type"] = "text_delta", ["text"] = piece });
            if (turn.End is not TurnEnd.Done)
                yield break;
            yield return Stop(index++);
        }
        foreach (var (name, arguments) in turn.ToolCalls)
        {
            yield return Start(
                index,
                new()
                {
                    ["type"] = "tool_use",
                    ["id"] = $"toolu_{index}",
                    ["name"] = name,
                    ["input"] = new JsonObject(),
                }
            );
            yield return Delta(index, new() { ["type"] = "input_json_delta", ["partial_json"] = arguments });
            yield return Stop(index++);
        }
        yield return Event(
            "message_delta",
            new()
            {
                ["delta"] = new JsonObject
                {
                    ["stop_reason"] = turn.ToolCalls.Count > 0 ? "tool_use" : "end_turn",
                    ["stop_sequence"] = null,
                },
                ["usage"] = new JsonObject { ["output_tokens"] = 7 },
            }
        );
        yield return Event("message_stop", []);
    }

    private static string Start(int index, JsonObject block) =>
        Event("content_block_start", new() { ["index"] = index, ["content_block"] = block });

    private static string Delta(int index, JsonObject delta) =>
        Event("content_block_delta", new() { ["index"] = index, ["delta"] = delta });

    private static string Stop(int index) => Event("content_block_stop", new() { ["index"] = index });

    private static string Event(string type, JsonObject data)
    {
        data.Insert(0, "type", type);
        return $"event: {type}\ndata: {data.ToJsonString()}\n\n";
    }
}
