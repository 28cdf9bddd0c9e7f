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
    private int guests;
    private bool isReplaced;
    private int talking;

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
    public bool IsIdle => guests == 0;
    public bool HasProgram => connection is { IsProgram: true, IsOpen: true };
    public bool IsConnected => connection is not null;

    /// <summary>Whether it may start a program as long as it has guests.</summary>
    public bool HasRoom { get; set; }

    /// <summary>Somebody is about to use it. Under the lock of those who keep endpoints, as <see cref="Leave"/> and <see cref="Replace"/> are.</summary>
    public void Enter() => guests++;

    /// <returns>Whether nobody will ever use it again.</returns>
    public bool Leave()
    {
        usedAt = time.GetUtcNow();
        if (--guests > 0)
            return false;
        HasRoom = false;
        return isReplaced;
    }

    /// <summary>From now on the server is reached in another way.</summary>
    /// <returns>Whether nobody will ever use it again.</returns>
    public bool Replace()
    {
        isReplaced = true;
        return IsIdle;
    }

    /// <exception cref="OutsideFault">It could not be done.</exception>
    public async Task<T> Use<T>(Func<ServerConnection, CancellationToken, Task<T>> use, CancellationToken ct)
    {
        if (!await places.WaitAsync(limits.Wait, ct))
            throw OutsideFault.Unsent("is busy", false);
        try
        {
            return await breaker.ExecuteAsync(async ct => await Guarded(use, ct), ct);
        }
        catch (BrokenCircuitException)
        {
            throw OutsideFault.Unsent(
                $"has failed too often and is left alone for a while{(problem is null ? "" : $"; it {problem}")}",
                false
            );
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Ends the connection, unless somebody talks over it; the next call makes a new one.</summary>
    public Task CloseIfIdle() => Close(0);

    /// <summary>The same, whoever talks over it.</summary>
    public ValueTask DisposeAsync() => new(Close(int.MaxValue));

    private async Task Close(int mostTalking)
    {
        await opening.WaitAsync();
        try
        {
            // Who talks has been counted before he asked for the connection: he waits for this, or is seen here.
            if (connection is null || Volatile.Read(ref talking) > mostTalking)
                return;
            await connection.DisposeAsync();
            connection = null;
        }
        finally
        {
            opening.Release();
        }
    }

    private async Task<T> Guarded<T>(Func<ServerConnection, CancellationToken, Task<T>> use, CancellationToken ct)
    {
        Interlocked.Increment(ref talking);
        try
        {
            var answer = await use(await Opened(ct), ct);
            problem = null;
            return answer;
        }
        catch (OutsideFault fault)
        {
            // What one caller was answered is nothing that others are told.
            if (fault.IsOutage)
                problem = fault.Plain;
            else if (fault.IsAnswer)
                problem = null;
            log.ServerFailed(server.Id, fault.Plain);
            if (fault is { IsUnsent: false, IsRefusal: false })
                await Close(1);
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref talking);
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
                throw known.Unsent(known.IsOutage || !known.IsUnsent);
            }
        }
        finally
        {
            opening.Release();
        }
    }
}
