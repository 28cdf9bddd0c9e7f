using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace Steward.Assistant;

/// <summary>The way to all outside servers. A connection is made when it is needed and ends when it is not.</summary>
internal sealed class OutsideServers(
    OutsideOptions options,
    ServerConnections connections,
    TimeProvider time,
    ILogger<OutsideServers> log
) : IAsyncDisposable
{
    private const int MostKept = 1000;

    private readonly OutsideLimits limits = options.Limits;
    private readonly Lock access = new();

    // Ids are made by clients: another tenant's may be the same.
    private readonly Dictionary<(TenantId, Guid), ServerEndpoint> endpoints = [];

    /// <summary>Null: nobody has asked it here.</summary>
    public ServerHealth? HealthOf(TenantId tenant, Guid server)
    {
        lock (access)
            return endpoints.GetValueOrDefault((tenant, server))?.Health;
    }

    /// <summary>Connects anew and asks for the tools.</summary>
    /// <exception cref="OutsideFault">It could not be asked.</exception>
    public async Task<ServerTools> List(OpenedServer server, CancellationToken ct)
    {
        var endpoint = await Endpoint(server);
        if (endpoint.IsIdle)
            await endpoint.Close();
        return await endpoint.Use((connection, ct) => Listed(connection, TimeSpan.Zero, ct), ct);
    }

    /// <summary>Makes the call, unless the tool is not any more what it was when it was asked for.</summary>
    /// <param name="server">Whose tool it is.</param>
    /// <param name="call">What is sent.</param>
    /// <param name="sees">Told what the server says about its tools by now.</param>
    /// <param name="ct">Gives it up.</param>
    /// <exception cref="OutsideFault">It was not made, or no answer came.</exception>
    public async Task<CallToolResult> Call(
        OpenedServer server,
        OpenedCall call,
        Func<ServerTools, Task> sees,
        CancellationToken ct
    )
    {
        var endpoint = await Endpoint(server);
        return await endpoint.Use(
            async (connection, ct) =>
            {
                var before = connection.Known;
                var now = await Listed(connection, limits.Fresh, ct);
                if (now != before)
                    await sees(now);
                if (now.Tools.FirstOrDefault(tool => tool.Name == call.Tool)?.Hash != call.Hash)
                    throw OutsideFault.Unsent(
                        $"says something else about {call.Tool} than when it was accepted, or has it no more. Nothing was sent",
                        false
                    );
                return await Within(limits.Call, ct => connection.Call(call.Tool, call.Arguments, ct).AsTask(), ct);
            },
            ct
        );
    }

    /// <summary>Ends what nobody has used for long.</summary>
    public async Task Sweep()
    {
        List<ServerEndpoint> idle;
        lock (access)
            idle =
            [
                .. endpoints.Values.Where(one =>
                    one is { IsConnected: true, IsIdle: true } && time.GetUtcNow() - one.UsedAt > limits.Idle
                ),
            ];
        foreach (var one in idle)
            await one.Close();
    }

    public async ValueTask DisposeAsync()
    {
        List<ServerEndpoint> all;
        lock (access)
            (all, _) = ([.. endpoints.Values], 0);
        await Task.WhenAll(all.Select(one => one.Close()));
    }

    private Task<ServerTools> Listed(ServerConnection connection, TimeSpan fresh, CancellationToken ct) =>
        Unsent(() => Within(limits.List, ct => connection.List(fresh, ct), ct));

    /// <summary>Whatever comes of asking, no call has been made by it.</summary>
    private static async Task<T> Unsent<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (OutsideFault fault)
        {
            throw OutsideFault.Unsent(fault.Message, fault.IsOutage);
        }
    }

    private static async Task<T> Within<T>(TimeSpan most, Func<CancellationToken, Task<T>> answer, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(most);
        try
        {
            // Not every transport heeds the token while it writes.
            return await answer(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception fault) when (fault is not OutsideFault && !ct.IsCancellationRequested)
        {
            throw OutsideFault.Of(fault, limit.IsCancellationRequested);
        }
    }

    private async Task<ServerEndpoint> Endpoint(OpenedServer server)
    {
        ServerEndpoint? old = null;
        ServerEndpoint endpoint;
        lock (access)
        {
            var id = (server.Tenant, server.Id);
            if (endpoints.TryGetValue(id, out endpoint!) && endpoint.Way != server.Way)
                (old, endpoint) = (endpoint, null!);
            if (endpoint is null)
                endpoints[id] = endpoint = new(server, connections, limits, time, log);
            if (endpoints.Count > MostKept)
                foreach (var one in endpoints.Where(one => !one.Value.IsConnected && one.Value != endpoint).ToList())
                    endpoints.Remove(one.Key);
        }
        if (old is { IsIdle: true })
            await old.Close();
        if (server.Url is null && !endpoint.HasProgram)
            await MakeRoom(endpoint);
        return endpoint;
    }

    /// <summary>Only so many programs run at once; the one that was used longest ago ends for a new one.</summary>
    private async Task MakeRoom(ServerEndpoint wanted)
    {
        ServerEndpoint? oldest;
        lock (access)
        {
            var running = endpoints.Values.Where(one => one != wanted && one.HasProgram).ToList();
            if (running.Count < limits.Programs)
                return;
            oldest = running.Where(one => one.IsIdle).MinBy(one => one.UsedAt);
        }
        if (oldest is null)
            throw OutsideFault.Unsent($"is not started: {limits.Programs} programs are at work on this server", false);
        await oldest.Close();
    }
}
