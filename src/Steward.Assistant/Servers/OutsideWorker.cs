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
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Guid, Task> doing = [];
    private readonly Lazy<OutsideLedger> ledger = new(services.GetRequiredService<OutsideLedger>);

    /// <summary>Nothing of it is made on a server that nobody gives such work.</summary>
    private readonly Lazy<OutsideErrands> errands = new(services.GetRequiredService<OutsideErrands>);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var seen = wakeup.Jobs.Count;
            try
            {
                if (!doing.IsEmpty)
                    await ledger.Value.Keep([.. doing.Keys], stoppingToken);
                if (doing.Count < AtOnce)
                    foreach (var work in await ledger.Value.Claim(AtOnce - doing.Count, stoppingToken))
                        doing[work.Id] = Task.Run(() => Do(work, stoppingToken), CancellationToken.None);
                if (errands.IsValueCreated)
                    await services.GetRequiredService<OutsideServers>().Sweep();
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.WorkNotClaimed(fault);
            }
            await wakeup.Jobs.Wait(seen, Poll, stoppingToken);
        }
        await Task.WhenAll(doing.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
            doing.TryRemove(work.Id, out _);
        }
        wakeup.Jobs.Ring();
    }
}
