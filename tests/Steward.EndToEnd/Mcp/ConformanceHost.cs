using System.Collections;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Steward.Server.Configuration;
using Steward.Server.Hosting;
using Steward.Server.Mcp;

namespace Steward.EndToEnd.Mcp;

/// <summary>Serves the fixtures of the official conformance suite through Steward's own MCP endpoint.</summary>
internal sealed class ConformanceHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private ConformanceHost(WebApplication app) => this.app = app;

    public Uri Address =>
        new(new Uri(app.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal)), "/mcp");

    public static async Task<ConformanceHost> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(OptionsReader.Read(new(), new Hashtable()));
        var app = builder.Build();
        app.UseMiddleware<HostNames>();
        McpEndpoint.Map(app, "/mcp", _ => new(new Fixtures()));
        await app.StartAsync();
        return new ConformanceHost(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>As in the product, list and simple calls are answered directly, the rest by the SDK's server.</summary>
    private sealed class Fixtures : McpService
    {
        private static readonly McpServerTool[] Tools =
        [
            .. PlainFixtures.All.Select(f =>
                McpServerTool.Create(f.Call, new() { Name = f.Name, Description = f.Description })
            ),
            PlainFixtures.WithSchema,
            .. SessionFixtures.All(),
            .. InputFixtures.All(),
        ];

        public override ValueTask<McpResult?> Answer(McpRequest request, CancellationToken ct)
        {
            object? result = request.Method switch
            {
                RequestMethods.ToolsList => new ListToolsResult
                {
                    Tools = [.. Tools.Select(t => t.ProtocolTool)],
                    TimeToLive = TimeSpan.Zero,
                    CacheScope = CacheScope.Private,
                },
                RequestMethods.ToolsCall => PlainFixtures
                    .All.FirstOrDefault(f => f.Name == request.Text("name"))
                    ?.Call(),
                _ => null,
            };
            return new(result is null ? null : new McpResult(json => WriteMembers(json, result)));
        }

        public override McpServerOptions Options() =>
            new()
            {
                ServerInfo = new() { Name = "conformance", Version = "1.0.0" },
                Capabilities = new()
                {
                    Completions = new(),
                    Prompts = new(),
                    Resources = new() { Subscribe = true },
                    Tools = new(),
                },
                ToolCollection = [.. Tools],
                PromptCollection = [.. PromptFixtures.All()],
                ResourceCollection = [.. ResourceFixtures.All()],
                Handlers = new()
                {
                    CompleteHandler = (_, _) => new(new CompleteResult()),
                    ReadResourceHandler = (request, _) => throw ResourceFixtures.Unknown(request.Params?.Uri),
                    SubscribeToResourcesHandler = (_, _) => new(new EmptyResult()),
                    UnsubscribeFromResourcesHandler = (_, _) => new(new EmptyResult()),
                },
            };

        private static void WriteMembers(Utf8JsonWriter json, object result)
        {
            var members = JsonSerializer.SerializeToElement(result, result.GetType(), McpJsonUtilities.DefaultOptions);
            foreach (var member in members.EnumerateObject().Where(m => !m.NameEquals("resultType")))
                member.WriteTo(json);
        }
    }
}
