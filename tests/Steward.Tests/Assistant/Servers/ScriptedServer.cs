using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Steward.Tests.Assistant;

/// <summary>An MCP server over real HTTP on a free port of 127.0.0.1, which offers and answers what it was told to, faults included.</summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Lock access = new();
    private readonly List<JsonNode> calls = [];
    private readonly List<string?> secrets = [];
    private int met;
    private int listings;

    private ScriptedServer(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single() + "/mcp";

    /// <summary>Name and description of each tool.</summary>
    public Dictionary<string, string> Tools { get; } =
        new() { ["echo"] = "Says what it is given.", ["send"] = "Sends a letter to anybody." };

    /// <summary>Answers a call: the result's text, or what it does to the answer itself and null.</summary>
    public Func<HttpContext, JsonNode, Task<string?>> Answer { get; set; } =
        (_, call) => Task.FromResult<string?>("You said " + call["arguments"]!.ToJsonString());

    /// <summary>Answers anything at all in its place, if it says true.</summary>
    public Func<HttpContext, Task<bool>> Instead { get; set; } = _ => Task.FromResult(false);

    /// <summary>Awaited before a message of that method is answered.</summary>
    public Func<string, Task> Holding { get; set; } = _ => Task.CompletedTask;

    /// <summary>Refuses what has that method, with these words.</summary>
    public Func<string, string?> Refusal { get; set; } = _ => null;

    /// <summary>Which revision of the protocol it speaks.</summary>
    public string Revision { get; set; } = "2025-06-18";

    /// <summary>The id that it gives each session; null: it knows none.</summary>
    public string? Session { get; set; }

    /// <summary>Told that a session ends, before it answers that.</summary>
    public Func<HttpContext, Task> Leaving { get; set; } = _ => Task.CompletedTask;

    /// <summary>What its tools were given.</summary>
    public IReadOnlyList<JsonNode> Calls
    {
        get
        {
            lock (access)
                return [.. calls];
        }
    }

    /// <summary>The Authorization header of each message.</summary>
    public IReadOnlyList<string?> Secrets
    {
        get
        {
            lock (access)
                return [.. secrets];
        }
    }

    public int Met => Volatile.Read(ref met);

    /// <summary>How often it was asked for its tools.</summary>
    public int Listings => Volatile.Read(ref listings);

    public static async Task<ScriptedServer> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var app = builder.Build();
        var server = new ScriptedServer(app);
        app.Run(server.Serve);
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task Serve(HttpContext http)
    {
        Interlocked.Increment(ref met);
        lock (access)
            secrets.Add(http.Request.Headers.Authorization);
        if (await Instead(http))
            return;
        if (http.Request.Method == "DELETE")
            await Leaving(http);
        if (http.Request.Method != "POST")
        {
            http.Response.StatusCode = 405;
            return;
        }
        var message = (await JsonNode.ParseAsync(http.Request.Body))!;
        var method = (string)message["method"]!;
        if (method == "tools/list")
            Interlocked.Increment(ref listings);
        await Holding(method);
        if (Refusal(method) is { } words)
        {
            await Refuse(http, message, -32602, words);
            return;
        }
        JsonNode? result;
        switch (method)
        {
            case "initialize":
                if (Session is not null)
                    http.Response.Headers["Mcp-Session-Id"] = Session;
                result = new JsonObject
                {
                    ["protocolVersion"] = Revision,
                    ["capabilities"] = new JsonObject { ["tools"] = new JsonObject() },
                    ["serverInfo"] = new JsonObject { ["name"] = "scripted", ["version"] = "1" },
                };
                break;
            case "tools/list":
                result = new JsonObject
                {
                    ["tools"] = new JsonArray([.. Tools.Select(tool => Tool(tool.Key, tool.Value))]),
                };
                break;
            case "tools/call":
                var call = message["params"]!;
                lock (access)
                    calls.Add(call.DeepClone());
                if (await Answer(http, call) is not { } text)
                    return;
                result = new JsonObject
                {
                    ["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }),
                };
                break;
            case not null when message["id"] is not null:
                await Refuse(http, message, -32601, $"{method} is not served");
                return;
            default:
                http.Response.StatusCode = 202;
                return;
        }
        await http.Response.WriteAsJsonAsync(
            new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["id"] = message["id"]!.DeepClone(),
                ["result"] = result,
            }
        );
    }

    private static Task Refuse(HttpContext http, JsonNode message, int code, string words) =>
        http.Response.WriteAsJsonAsync(
            new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["id"] = message["id"]!.DeepClone(),
                ["error"] = new JsonObject { ["code"] = code, ["message"] = words },
            }
        );

    private static JsonObject Tool(string name, string description) =>
        new JsonObject
        {
            ["name"] = name,
            ["description"] = description,
            ["inputSchema"] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject { ["text"] = new JsonObject { ["type"] = "string" } },
            },
            // Whatever it says of itself lowers nothing.
            ["annotations"] = new JsonObject { ["readOnlyHint"] = true, ["openWorldHint"] = false },
        };
}
