using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Steward.Server.Mcp;

namespace Steward.Tests.Server.Mcp;

/// <summary>The MCP surface over the tests' Steward. A member's token is its id.</summary>
internal sealed class McpHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Dictionary<string, Caller> callers = [];
    private readonly HttpClient http = new();

    private McpHost(WebApplication app) => this.app = app;

    public static async Task<McpHost> Start(TestSteward steward)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(steward.Catalogue).AddSingleton(steward.Pipeline).AddMcp();
        var host = new McpHost(builder.Build());
        host.app.MapMcp(http => new(host.callers.GetValueOrDefault(http.Request.Headers.Authorization.ToString())));
        await host.app.StartAsync();
        host.http.BaseAddress = new Uri(host.app.Urls.First());
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    /// <summary>The structured content of a tool's answer.</summary>
    public async Task<JsonNode> Call(Member member, string tool, object? arguments = null, object? meta = null) =>
        (await Result(member, tool, arguments, meta))["structuredContent"]!;

    public async Task<JsonNode> Result(Member member, string tool, object? arguments = null, object? meta = null)
    {
        using var response = await Post(
            member,
            "tools/call",
            new
            {
                name = tool,
                arguments = arguments ?? new { },
                _meta = meta ?? new { },
            }
        );
        var body = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        return body["result"] ?? throw new InvalidOperationException(body["error"]!.ToJsonString());
    }

    public async Task<JsonArray> Tools(Member member)
    {
        using var response = await Post(member, "tools/list", new { });
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!["result"]!["tools"]!.AsArray();
    }

    public Task<HttpResponseMessage> Post(Member? member, string method, object parameters) =>
        PostRaw(
            member,
            JsonSerializer.Serialize(
                new
                {
                    jsonrpc = "2.0",
                    id = 1,
                    method,
                    @params = parameters,
                }
            )
        );

    public Task<HttpResponseMessage> PostRaw(Member? member, string body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/mcp")
        {
            Content = new StringContent(body, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        if (member is not null)
        {
            request.Headers.Authorization = new("Bearer", $"{member.Id.Value:n}");
            callers[request.Headers.Authorization.ToString()] = member.Caller;
        }
        return http.SendAsync(request);
    }
}
