using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Steward.Kernel;

/// <summary>
/// Wakes those who follow a tenant's changes, and no others: one look at the ends of all followed feeds per wake-up and node, however
/// many connections there are.
/// </summary>
public sealed class LiveFeed(IServiceScopeFactory scopes, Wakeup wakeup, ILogger<LiveFeed> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    /// <summary>A change waits until the transactions that began before it have ended; theirs may end without a ring.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(2);

    private readonly Dictionary<TenantId, Followed> followed = [];
    private readonly Lock gate = new();

    /// <summary>Begins to look after the tenant's feed; dispose of it to end.</summary>
    public Follower Follow(TenantId tenant)
    {
        lock (gate)
        {
            if (!followed.TryGetValue(tenant, out var feed))
                followed[tenant] = feed = new();
            feed.Followers++;
            return new(feed.Bell, () => Leave(tenant));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var seen = wakeup.Changes.Count;
            try
            {
                var isPending = await Look(stoppingToken);
                await Task.Delay(Pause, stoppingToken);
                await wakeup.Changes.Wait(seen, isPending ? Soon : Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it was (EF wraps a lost connection, too): the server must not end with its database.
                log.NotLooked(fault);
                await wakeup.Changes.Wait(wakeup.Changes.Count, AfterFault, stoppingToken);
            }
        }
    }

    private async Task<bool> Look(CancellationToken ct)
    {
        Guid[] tenants;
        lock (gate)
            tenants = [.. followed.Keys.Select(tenant => tenant.Value)];
        if (tenants is [])
            return false;

        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<Porch>().Call("kernel.feed_ends", ct, tenants);
        foreach (var row in rows)
            Moved(new((Guid)row[0]!), row[1] is int epoch ? new(epoch, (long)row[2]!, (long)row[3]!) : default);
        return rows.Any(row => row[4] is true);
    }

    private void Moved(TenantId tenant, FeedPosition end)
    {
        lock (gate)
        {
            if (!followed.TryGetValue(tenant, out var feed) || feed.End == end)
                return;
            feed.End = end;
            feed.Bell.Ring();
        }
    }

    private void Leave(TenantId tenant)
    {
        lock (gate)
            if (--followed[tenant].Followers == 0)
                followed.Remove(tenant);
    }

    private sealed class Followed
    {
        public Bell Bell { get; } = new();
        public int Followers { get; set; }
        public FeedPosition? End { get; set; }
    }
}

/// <summary>One who follows a tenant's changes.</summary>
/// <param name="Bell">Rings when there may be more to read.</param>
public sealed record Follower(Bell Bell, Action Leave) : IDisposable
{
    public void Dispose() => Leave();
}

internal static partial class LiveFeedLog
{
    [LoggerMessage(50, LogLevel.Warning, "The ends of the live feeds could not be read")]
    public static partial void NotLooked(this ILogger log, Exception fault);
}
