using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Steward.Assistant;

/// <summary>
/// Takes up runs and works on many at once, of whichever tenant. A node that dies loses its leases, and within ten seconds another one
/// goes on with its runs.
/// </summary>
public sealed class RunWorker(IServiceProvider services, Wakeup wakeup, ILogger<RunWorker> log) : BackgroundService
{
    private const int AtOnce = 256;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1.5);

    private readonly Dictionary<Guid, Held> held = [];
    private readonly Lock gate = new();
    private readonly Lazy<RunLedger> ledger = new(services.GetRequiredService<RunLedger>);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var seen = wakeup.Jobs.Count;
            try
            {
                await Keep(stoppingToken);
                await Claim(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.ClaimFailed(fault);
            }
            await wakeup.Jobs.Wait(seen, Poll, stoppingToken);
        }
        Task[] working;
        lock (gate)
            working = [.. held.Values.Select(run => run.Work)];
        await Task.WhenAll(working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Claim(CancellationToken ct)
    {
        int free;
        lock (gate)
            free = AtOnce - held.Count;
        if (free <= 0)
            return;
        foreach (var run in await ledger.Value.Claim(free, ct))
        {
            var one = new Held(CancellationTokenSource.CreateLinkedTokenSource(ct), new());
            Held? before;
            lock (gate)
            {
                before = held.GetValueOrDefault(run.Id);
                held[run.Id] = one;
            }
            // This node's own: its lease had run out, or it has just been let go of. Nobody works on it twice.
            before?.Tell(isLost: true, isCancelled: false);
            one.Work = Task.Run(() => Work(run, one), CancellationToken.None);
        }
    }

    /// <summary>Renews the leases; whose lease is gone stops, and so does what a person has cancelled.</summary>
    private async Task Keep(CancellationToken ct)
    {
        KeyValuePair<Guid, Held>[] mine;
        lock (gate)
            mine = [.. held];
        if (mine is [])
            return;
        var kept = await ledger.Value.Keep([.. mine.Select(run => run.Key)], ct);
        lock (gate)
            mine = [.. mine.Where(run => held.ContainsKey(run.Key))];
        foreach (var (run, one) in mine)
            one.Tell(isLost: !kept.TryGetValue(run, out var isCancelled), isCancelled);
    }

    private async Task Work(Run run, Held one)
    {
        try
        {
            using var work = new RunWork(run, services.GetRequiredService<RunServices>(), one.Cancelled);
            await work.Go(one.Lost);
        }
        catch (Exception fault) when (fault is RunLostException or OperationCanceledException)
        {
            if (fault is RunLostException)
                log.RunLost(fault, run.Id);
        }
        catch (Exception fault)
        {
            // The database is away, say: when the lease is over, somebody goes on.
            log.RunLost(fault, run.Id);
        }
        finally
        {
            lock (gate)
                // It may have been let go of and claimed again already.
                if (held.TryGetValue(run.Id, out var now) && ReferenceEquals(now, one))
                    held.Remove(run.Id);
            one.Dispose();
        }
        wakeup.Jobs.Ring();
    }

    private sealed class Held(CancellationTokenSource lost, CancellationTokenSource cancelled) : IDisposable
    {
        public CancellationToken Lost { get; } = lost.Token;
        public CancellationToken Cancelled { get; } = cancelled.Token;
        public Task Work { get; set; } = Task.CompletedTask;

        public void Tell(bool isLost, bool isCancelled)
        {
            try
            {
                if (isLost)
                    lost.Cancel();
                else if (isCancelled)
                    cancelled.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It has ended meanwhile.
            }
        }

        public void Dispose()
        {
            lost.Dispose();
            cancelled.Dispose();
        }
    }
}
