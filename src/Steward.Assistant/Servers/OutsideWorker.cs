using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Steward.Assistant;

/// <summary>
/// Asks other servers what was asked of them, outside of any transaction. A node that dies loses its leases: of its calls nobody knows then
/// whether they were made, and nobody makes them again.
/// </summary>
public sealed class OutsideWorker(IServiceProvider services, Wakeup wakeup, ILogger<OutsideWorker> log)
    : BackgroundService
{
    private const int AtOnce = 64;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    /// <summary>So that no lease runs out.</summary>
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<OutsideWorkKey, Task> doing = [];
    private readonly Lazy<OutsideLedger> ledger = new(services.GetRequiredService<OutsideLedger>);

    /// <summary>Nothing of it is made on a server that nobody gives such work.</summary>
    private readonly Lazy<OutsideErrands> errands = new(services.GetRequiredService<OutsideErrands>);
    private Task sweeping = Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Watch(stoppingToken);
        }
        finally
        {
            // However it stops: what came of them is noted before the node is gone.
            await Task.WhenAll([.. doing.Values, sweeping]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Watch(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var seen = wakeup.Jobs.Count;
            try
            {
                if (!doing.IsEmpty)
                    await ledger.Value.Keep([.. doing.Keys], stoppingToken);
                // To its end, also while this node stops: what was claimed and not begun would be taken for lost.
                if (doing.Count < AtOnce)
                    foreach (var work in await ledger.Value.Claim(AtOnce - doing.Count, CancellationToken.None))
                        Begin(work, stoppingToken);
                // Servers take their leave at their own pace; the leases do not wait for that.
                if (errands.IsValueCreated && sweeping.IsCompleted)
                    sweeping = Sweep();
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.WorkNotClaimed(fault);
            }
            await wakeup.Jobs.Wait(seen, doing.IsEmpty ? Poll : Renewal, stoppingToken);
        }
    }

    private void Begin(OutsideWork work, CancellationToken ct)
    {
        // Entered before it starts: it may end at once.
        var task = new Task<Task>(() => Do(work, ct), CancellationToken.None);
        // What is being done already had lost its lease for a moment, and has it again.
        if (doing.TryAdd(work.Key, task.Unwrap()))
            task.Start(TaskScheduler.Default);
    }

    private async Task Do(OutsideWork work, CancellationToken ct)
    {
        try
        {
            await errands.Value.Do(work, ct);
        }
        catch (Exception fault)
        {
            // The database is away, say: when the lease is over, somebody notes that it is lost.
            log.WorkFailed(fault, work.Id);
        }
        finally
        {
            doing.TryRemove(work.Key, out _);
        }
        wakeup.Jobs.Ring();
    }

    private async Task Sweep()
    {
        try
        {
            await services.GetRequiredService<OutsideServers>().Sweep();
        }
        catch (Exception fault)
        {
            log.NotSwept(fault);
        }
    }
}
