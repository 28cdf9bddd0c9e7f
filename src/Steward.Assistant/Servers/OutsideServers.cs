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
    public Task<ServerTools> List(OpenedServer server, CancellationToken ct) =>
        At(
            server,
            async endpoint =>
            {
                await endpoint.CloseIfIdle();
                return await endpoint.Use(
                    async (connection, ct) => (await Listed(server, connection, TimeSpan.Zero, ct)).Tools,
                    ct
                );
            }
        );

    /// <summary>Makes the call, unless the tool is not any more what it was when it was asked for.</summary>
    /// <param name="server">Whose tool it is.</param>
    /// <param name="call">What is sent.</param>
    /// <param name="sees">Told what the server says about its tools, when it was asked.</param>
    /// <param name="allows">Asked just before it is sent, by when it may have waited for long.</param>
    /// <param name="ct">Gives it up.</param>
    /// <exception cref="OutsideFault">It was not made, or no answer came.</exception>
    public async Task<CallToolResult> Call(
        OpenedServer server,
        OpenedCall call,
        Func<ServerTools, Task> sees,
        Func<Task> allows,
        CancellationToken ct
    )
    {
        var isSent = false;
        try
        {
            return await At(server, endpoint => endpoint.Use(Send, ct));
        }
        catch (Exception) when (!isSent && ct.IsCancellationRequested)
        {
            throw OutsideFault.Unsent("was not called: Steward was stopped", false);
        }

        async Task<CallToolResult> Send(ServerConnection connection, CancellationToken ct)
        {
            var (now, isNew) = await Listed(server, connection, limits.Fresh, ct);
            if (isNew)
                await Noted(() => sees(now));
            if (now.Tools.FirstOrDefault(tool => tool.Name == call.Tool)?.Hash != call.Hash)
                throw OutsideFault.Unsent(
                    $"says something else about {call.Tool} than when it was accepted, or has it no more. Nothing was sent",
                    false
                );
            await Noted(allows);
            ct.ThrowIfCancellationRequested();
            isSent = true;
            return await Within(limits.Call, ct => connection.Call(call.Tool, call.Arguments, ct).AsTask(), ct);
        }
    }

    /// <summary>Ends what nobody has used for long.</summary>
    public Task Sweep()
    {
        List<ServerEndpoint> idle;
        lock (access)
            idle =
            [
                .. endpoints.Values.Where(one =>
                    one is { IsConnected: true, IsIdle: true } && time.GetUtcNow() - one.UsedAt > limits.Idle
                ),
            ];
        return Task.WhenAll(idle.Select(one => one.CloseIfIdle()));
    }

    public async ValueTask DisposeAsync()
    {
        List<ServerEndpoint> all;
        lock (access)
            all = [.. endpoints.Values];
        await Task.WhenAll(all.Select(one => one.DisposeAsync().AsTask()));
    }

    /// <summary>Whatever comes of asking, no call has been made by it.</summary>
    private async Task<(ServerTools Tools, bool IsNew)> Listed(
        OpenedServer server,
        ServerConnection connection,
        TimeSpan fresh,
        CancellationToken ct
    )
    {
        try
        {
            return await Within(limits.List, ct => connection.List(server.Name, fresh, ct), ct);
        }
        catch (OutsideFault fault)
        {
            throw fault.Unsent(fault.IsOutage);
        }
    }

    /// <summary>What cannot be noted or looked up here is no fault of the server's, and nothing has been sent.</summary>
    private static async Task Noted(Func<Task> note)
    {
        try
        {
            await note();
        }
        catch (Exception fault) when (fault is not OutsideFault)
        {
            throw OutsideFault.Unsent("was not called: what it says could not be noted here", false);
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
        catch (Exception fault) when (fault is not OutsideFault)
        {
            ct.ThrowIfCancellationRequested();
            throw OutsideFault.Of(fault, limit.IsCancellationRequested);
        }
    }

    private async Task<T> At<T>(OpenedServer server, Func<ServerEndpoint, Task<T>> use)
    {
        var (endpoint, old) = Enter(server);
        try
        {
            if (old is not null)
                await old.DisposeAsync();
            if (server.Url is null)
                await MakeRoom(endpoint);
            return await use(endpoint);
        }
        finally
        {
            bool isOver;
            lock (access)
                isOver = endpoint.Leave();
            if (isOver)
                await endpoint.DisposeAsync();
        }
    }

    /// <returns>The endpoint that holds now, entered; and the one in its place before, if nobody uses that any more.</returns>
    private (ServerEndpoint Endpoint, ServerEndpoint? Old) Enter(OpenedServer server)
    {
        lock (access)
        {
            var id = (server.Tenant, server.Id);
            var known = endpoints.GetValueOrDefault(id);
            var isSame = known?.Way == server.Way;
            var endpoint = isSame ? known! : endpoints[id] = new(server, connections, limits, time, log);
            endpoint.Enter();
            if (endpoints.Count > MostKept)
                foreach (var one in endpoints.Where(one => one.Value is { IsConnected: false, IsIdle: true }).ToList())
                    endpoints.Remove(one.Key);
            return (endpoint, !isSame && known?.Replace() is true ? known : null);
        }
    }

    /// <summary>Only so many programs run at once; the one that was used longest ago ends for a new one.</summary>
    private async Task MakeRoom(ServerEndpoint wanted)
    {
        while (true)
        {
            ServerEndpoint? oldest;
            lock (access)
            {
                // Those are counted, too, that are about to start one.
                if (
                    wanted.HasRoom
                    || wanted.HasProgram
                    || endpoints.Values.Count(one => one.HasRoom || one.HasProgram) < limits.Programs
                )
                {
                    wanted.HasRoom = true;
                    return;
                }
                oldest = endpoints
                    .Values.Where(one => one is { IsIdle: true, HasProgram: true })
                    .MinBy(one => one.UsedAt);
            }
            if (oldest is null)
                throw OutsideFault.Unsent(
                    $"is not started: {limits.Programs} programs are at work on this server",
                    false
                );
            await oldest.CloseIfIdle();
        }
    }
}
