using System.Reflection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Steward.Assistant;
using Steward.Server.Configuration;
using Steward.Server.Demo;
using Steward.Server.Live;
using Steward.Server.Mcp;
using Steward.Server.OpenAI;
using Steward.Server.Ops;
using Steward.Server.Rest;
using Steward.Server.Web;

namespace Steward.Server.Hosting;

/// <summary>The server, part by part: what it is made of, and what a request passes.</summary>
internal static class StewardApp
{
    public static readonly Assembly[] Modules =
    [
        Assembly.Load("Steward.Identity"),
        Assembly.Load("Steward.Tasks"),
        Assembly.Load("Steward.Assistant"),
    ];

    public static WebApplication Build(StewardOptions options, LogOutput output, StewardDatabase database)
    {
        // Empty: neither appsettings.json nor ASPNETCORE_ variables are a second way to configure.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "steward" });
        builder.Logging.AddLogs(options, output);
        builder.AddKestrel(options);
        AddServices(builder.Services, options, database);

        var app = builder.Build();
        Use(app, options);
        Map(app);
        return app;
    }

    /// <summary>What a person who has started the server wants to know.</summary>
    public static IEnumerable<string> Lines(WebApplication app, StewardOptions options)
    {
        var listening = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        foreach (var address in options.PublicUrl is { } url ? [url.ToString()] : listening.Addresses)
        {
            var root = address.TrimEnd('/');
            if (WebApp.IsBuilt)
                yield return $"Web app: {root}/";
            yield return $"API docs: {root}/docs";
            yield return $"MCP: {root}/mcp";
        }
        yield return "Steward is ready";
    }

    private static void AddServices(IServiceCollection services, StewardOptions options, StewardDatabase database)
    {
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IHostLifetime, NoLifetime>();
        services.AddRouting();
        services.AddRateLimits(options.Limits);
        services.AddOps(options);
        services.AddSingleton(new Dependency("database", database.Unreachable, NeededForReady: true));
        services.AddSingleton(new Dependency("migrations", database.Unmigrated, NeededForReady: true));
        services.AddSteward(database.Source, Modules).AddStewardWorkers();
        var (masterKey, outbound) = (
            MasterKey.LoadOrCreate(options.DataFolder),
            new OutboundHttp(options.OutboundAllow)
        );
        services.AddIdentity(options, masterKey, outbound);
        services.AddAssistant().AddAssistantWorkers();
        services.AddModels(options.Models, masterKey, outbound).AddOutsideServers(options.Servers, masterKey);
        services.AddSingleton<LargeBodies>().AddSingleton<Demonstration>();
        services.AddMcp();
    }

    private static void Use(WebApplication app, StewardOptions options)
    {
        app.UseForwardedHeaders(options.ForwardedHeaders);
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ProblemAnswers>();
        app.UseMiddleware<HostNames>();
        app.UseWebApp();
        app.UseCalendarLinks();
        app.UseMiddleware<Authentication>();
        app.UseRateLimiter();
    }

    private static void Map(WebApplication app)
    {
        app.MapHealth();
        app.MapMetrics();
        app.MapKeySet();
        app.MapRest();
        app.MapCalendarLinks();
        LiveEndpoint.Map(app, new LiveOptions());
        app.MapOpenApi();
        app.MapDocs();
        app.MapMcp(http => new(http.KnownCaller));
        app.MapOpenAI();
    }

    /// <summary>The command line hears the signals; the host has nothing to listen to.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
