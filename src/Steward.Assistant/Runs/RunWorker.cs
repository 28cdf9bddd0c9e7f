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
    private CancellationToken? stops;
    private readonly Lazy<RunLedger> ledger = new(services.GetRequiredService<RunLedger>);

    /// <summary>As which node it would work on one more run of the tenant's; null: it does not, or has enough to do.</summary>
    internal Guid? Room(TenantId tenant)
    {
        lock (gate)
            return
                stops is { IsCancellationRequested: false }
                && HasRoom(tenant)
                && ledger.Value.Only?.Contains(tenant.Value) is not false
                ? ledger.Value.Node
                : null;
    }

    /// <summary>Works on a run that was given to this node as it was stored; if it stops, another node takes it up.</summary>
    internal void Begin(RunStart start)
    {
        lock (gate)
            if (stops is { IsCancellationRequested: false } stopping)
                Hold(start.Run, start, stopping);
    }

    private bool HasRoom(TenantId tenant) =>
        (AtOnce - held.Count) switch
        {
            > RunLedger.LastPlaces => true,
            > 0 => held.Values.Count(run => run.Tenant == tenant) < RunLedger.Few,
            _ => false,
        };

    /// <summary>There may be something to take up.</summary>
    internal void Look() => wakeup.Jobs.Ring();

    /// <summary>How often it was said that there may be.</summary>
    internal long Looks => wakeup.Jobs.Count;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        lock (gate)
            stops = stoppingToken;
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
            Hold(run, null, ct);
    }

    private void Hold(Run run, RunStart? start, CancellationToken ct)
    {
        var one = new Held(run.Tenant, CancellationTokenSource.CreateLinkedTokenSource(ct), new());
        Held? before;
        lock (gate)
        {
            before = held.GetValueOrDefault(run.Id);
            held[run.Id] = one;
            // The call in which it was said ends, and what is logged and traced of the run is not that call's.
            using (ExecutionContext.SuppressFlow())
                one.Work = Task.Run(() => Work(run, start, one), CancellationToken.None);
        }
        // This node's own: its lease had run out, or it has just been let go of. Nobody works on it twice.
        before?.Tell(isLost: true, isCancelled: false);
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

    private async Task Work(Run run, RunStart? start, Held one)
    {
        try
        {
            await using var work = new RunWork(run, services.GetRequiredService<RunServices>(), one.Cancelled, start);
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

    private sealed class Held(TenantId tenant, CancellationTokenSource lost, CancellationTokenSource cancelled)
        : IDisposable
    {
        public TenantId Tenant => tenant;
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
