using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Steward.Server.Hosting;
using Steward.Server.Rest;

namespace Steward.Server.Live;

/// <summary><c>/api/v1/live</c>: opens with a ticket, as a WebSocket or as server-sent events.</summary>
internal sealed class LiveEndpoint(
    LiveTickets tickets,
    LiveFeed feed,
    Catalogue catalogue,
    Pipeline pipeline,
    LiveOptions options,
    IHostApplicationLifetime lifetime,
    TimeProvider time
)
{
    public const string Path = RestApi.Root + "/live";

    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(2);

    private readonly OperationInfo follow = catalogue.Of(typeof(FollowChanges));
    private readonly ConnectionCount connections = new(options.PerUser);

    public static void Map(IEndpointRouteBuilder app, LiveOptions options)
    {
        var endpoint = ActivatorUtilities.CreateInstance<LiveEndpoint>(app.ServiceProvider, options);
        var withSockets = app.CreateApplicationBuilder().UseWebSockets();
        withSockets.Run(endpoint.Invoke);
        // Over HTTP/2 a WebSocket begins with CONNECT.
        app.MapMethods(Path, ["GET", "CONNECT"], withSockets.Build());
    }

    private async Task Invoke(HttpContext http)
    {
        try
        {
            var caller = await Redeem(http);
            using var place = connections.Take(caller.User);
            using var follower = feed.Follow(caller.Tenant);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(
                http.RequestAborted,
                lifetime.ApplicationStopping
            );
            var connection = new LiveConnection(caller, follow, pipeline, options, time);
            var first = await connection.Begin(Position(http.Request), over.Token);
            using var socket = http.WebSockets.IsWebSocketRequest ? new LiveSocket(http, over.Cancel) : null;
            ILiveChannel channel = socket is null ? new ServerSentEvents(http) : socket;
            await channel.Open();
            await Follow(http, channel, () => connection.Run(channel, first, follower.Bell, over.Token));
        }
        catch (RefusalException refusal)
        {
            await refusal.Write(http);
        }
    }

    private async Task Follow(HttpContext http, ILiveChannel channel, Func<Task> run)
    {
        LiveEnd? end = null;
        try
        {
            await run();
        }
        catch (RefusalException refusal)
        {
            end = LiveEnd.Of(refusal);
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or IOException)
        {
            // It left, or has not read for too long; or the server stops.
        }
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            end = LiveEnd.Stopping;
        await Farewell(http, channel, end);
    }

    private static async Task Farewell(HttpContext http, ILiveChannel channel, LiveEnd? end)
    {
        using var limit = new CancellationTokenSource(LongestFarewell);
        try
        {
            await channel.End(end, limit.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or IOException)
        {
            http.Abort();
        }
    }

    private async Task<Caller> Redeem(HttpContext http)
    {
        var ticket = http.Request.Query["ticket"].ToString();
        var caller = ticket is { Length: > 0 and <= 100 }
            ? await tickets.Take(ticket, http.AnonymousCaller(), http.RequestAborted)
            : null;
        if (caller is null)
            throw new RefusalException(
                RefusalKind.Unauthenticated,
                "invalid_ticket",
                "Open the feed with a fresh ticket: POST /api/v1/live/tickets gives one, for one use within 30 seconds."
            );
        if (http.Features.Get<LogScope>() is { } scope)
            (scope.Tenant, scope.User, scope.Operation) = (caller.Tenant, caller.User, follow.Name);
        return caller;
    }

    /// <summary>Where an earlier connection came to; a browser that reconnects says it by itself.</summary>
    private static string? Position(HttpRequest request) =>
        request.Headers["Last-Event-ID"] is [{ Length: > 0 } last] ? last
        : request.Query["cursor"] is [{ Length: > 0 } cursor] ? cursor
        : null;
}

/// <summary>How many connections each user holds on this server, boundedly.</summary>
internal sealed class ConnectionCount(int most)
{
    private readonly Dictionary<UserId, int> open = [];
    private readonly Lock gate = new();

    public IDisposable Take(UserId user)
    {
        lock (gate)
        {
            var held = open.GetValueOrDefault(user);
            if (held >= most)
                throw new RefusalException(
                    RefusalKind.TooMany,
                    "too_many_connections",
                    $"You hold {most} live connections already. Close one first."
                )
                {
                    RetryAfter = TimeSpan.FromSeconds(30),
                };
            open[user] = held + 1;
        }
        return new Place(() => Leave(user));
    }

    private void Leave(UserId user)
    {
        lock (gate)
            if (--open[user] == 0)
                open.Remove(user);
    }

    private sealed class Place(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
