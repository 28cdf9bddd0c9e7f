using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace Steward.Assistant;

/// <summary>How a server is doing, as this node knows it.</summary>
internal sealed record ServerHealth(bool IsResting, string? Problem);

/// <summary>One version of one server as this node knows it: its connection, its places, its health.</summary>
internal sealed class ServerEndpoint : IAsyncDisposable
{
    private readonly OpenedServer server;
    private readonly ServerConnections connections;
    private readonly OutsideLimits limits;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly SemaphoreSlim opening = new(1);
    private readonly SemaphoreSlim places;
    private readonly ResiliencePipeline breaker;
    private ServerConnection? connection;
    private DateTimeOffset restsUntil;
    private DateTimeOffset usedAt;
    private string? problem;
    private int busy;

    public ServerEndpoint(
        OpenedServer server,
        ServerConnections connections,
        OutsideLimits limits,
        TimeProvider time,
        ILogger log
    )
    {
        (this.server, this.connections, this.limits, this.time, this.log) = (server, connections, limits, time, log);
        places = new(limits.AtOnce);
        usedAt = time.GetUtcNow();
        breaker = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(
                new()
                {
                    FailureRatio = 0.5,
                    MinimumThroughput = Math.Max(2, limits.Failures),
                    SamplingDuration = limits.FailuresWithin,
                    BreakDuration = limits.LeftAlone,
                    ShouldHandle = args =>
                        ValueTask.FromResult(args.Outcome.Exception is OutsideFault { IsOutage: true }),
                    OnOpened = args =>
                    {
                        restsUntil = time.GetUtcNow() + args.BreakDuration;
                        log.ServerLeftAlone(server.Id, args.BreakDuration.TotalSeconds);
                        return ValueTask.CompletedTask;
                    },
                }
            )
            .Build();
    }

    public string Way => server.Way;
    public ServerHealth Health => new(restsUntil > time.GetUtcNow(), problem);
    public DateTimeOffset UsedAt => usedAt;
    public bool IsIdle => Volatile.Read(ref busy) == 0;
    public bool HasProgram => connection is { IsProgram: true, IsOpen: true };
    public bool IsConnected => connection is not null;

    /// <exception cref="OutsideFault">It could not be done.</exception>
    public async Task<T> Use<T>(Func<ServerConnection, CancellationToken, Task<T>> use, CancellationToken ct)
    {
        Interlocked.Increment(ref busy);
        try
        {
            if (!await places.WaitAsync(limits.Wait, ct))
                throw OutsideFault.Unsent("is busy", false);
            try
            {
                return await breaker.ExecuteAsync(async ct => await Guarded(use, ct), ct);
            }
            finally
            {
                places.Release();
            }
        }
        catch (BrokenCircuitException)
        {
            throw OutsideFault.Unsent($"has failed too often and is left alone for a while; it {problem}", false);
        }
        finally
        {
            usedAt = time.GetUtcNow();
            Interlocked.Decrement(ref busy);
        }
    }

    /// <summary>Ends the connection; the next call makes a new one.</summary>
    public async Task Close()
    {
        await opening.WaitAsync();
        try
        {
            if (connection is not null)
                await connection.DisposeAsync();
            connection = null;
        }
        finally
        {
            opening.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        opening.Dispose();
        places.Dispose();
    }

    private async Task<T> Guarded<T>(Func<ServerConnection, CancellationToken, Task<T>> use, CancellationToken ct)
    {
        try
        {
            var answer = await use(await Opened(ct), ct);
            problem = null;
            return answer;
        }
        catch (OutsideFault fault)
        {
            problem = fault.Message;
            log.ServerFailed(server.Id, fault.Message);
            // Others may be having their answers over it still.
            if (fault is { IsUnsent: false, IsRefusal: false } && Volatile.Read(ref busy) == 1)
                await Close();
            throw;
        }
    }

    private async Task<ServerConnection> Opened(CancellationToken ct)
    {
        await opening.WaitAsync(ct);
        try
        {
            if (connection is { IsOpen: true } open)
                return open;
            if (connection is not null)
                await connection.DisposeAsync();
            connection = null;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(limits.Start);
            try
            {
                return connection = await connections.Open(server, limit.Token);
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                var known = OutsideFault.Of(fault, limit.IsCancellationRequested);
                // Nothing but greetings has been sent so far.
                throw OutsideFault.Unsent(known.Message, known.IsOutage || !known.IsUnsent);
            }
        }
        finally
        {
            opening.Release();
        }
    }
}
