using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;

namespace Steward.Bench;

/// <summary>A model's server that answers at once: what takes time is Steward's. It speaks as OpenAI does, streamed.</summary>
internal static class InstantModel
{
    public const int Port = 18084;
    public const int Words = 100;
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(50);

    public static async Task<WebApplication> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{Port}");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.Run(Answer);
        await app.StartAsync();
        return app;
    }

    private static async Task Answer(HttpContext http)
    {
        var messages = (await JsonNode.ParseAsync(http.Request.Body))!["messages"]!.AsArray();
        var said = (string)messages.Last(message => (string?)message!["role"] is "user")!["content"]!;
        var hasResults = messages.Last()!["role"]!.GetValue<string>() is "tool";
        http.Response.ContentType = "text/event-stream";
        http.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
        if (said is "tools" && !hasResults)
            await Send(
                http,
                new
                {
                    tool_calls = Enumerable
                        .Range(0, 3)
                        .Select(n => new
                        {
                            index = n,
                            id = $"call_{n}",
                            type = "function",
                            function = new { name = "add_task", arguments = """{"title": "Measured"}""" },
                        }),
                },
                null
            );
        else if (said is "slowly")
            for (var word = 0; word < Words; word++)
            {
                await Send(http, new { content = $"word {word} " }, null);
                await Task.Delay(Every, http.RequestAborted);
            }
        else
            await Send(http, new { content = "Done." }, null);
        await Send(http, new { }, said is "tools" && !hasResults ? "tool_calls" : "stop");
        await http.Response.WriteAsync("data: [DONE]\n\n");
    }

    private static async Task Send(HttpContext http, object delta, string? finish)
    {
        var chunk = new
        {
            id = "1",
            @object = "chat.completion.chunk",
            created = 1,
            model = "instant",
            choices = new[]
            {
                new
                {
                    index = 0,
                    delta,
                    finish_reason = finish,
                },
            },
        };
        await http.Response.WriteAsync($"data: {JsonSerializer.Serialize(chunk)}\n\n");
        await http.Response.Body.FlushAsync();
    }
}
