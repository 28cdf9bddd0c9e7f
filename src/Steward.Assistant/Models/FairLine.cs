namespace Steward.Assistant;

/// <summary>
/// So many at once; the others wait, each tenant in a line of its own, and the lines are served in turn: who sends a hundred turns holds up
/// nobody but himself.
/// </summary>
internal sealed class FairLine(int atOnce, int mostPerTenant, int most)
{
    private readonly Lock access = new();
    private readonly Dictionary<TenantId, LinkedList<Waiter>> lines = [];
    private readonly LinkedList<TenantId> next = [];
    private int taken;
    private int waiting;

    public int AtOnce => atOnce;

    public int Waiting
    {
        get
        {
            lock (access)
                return waiting;
        }
    }

    /// <summary>How many have a place or wait for one, for each place.</summary>
    public double Load
    {
        get
        {
            lock (access)
                return (double)(taken + waiting) / atOnce;
        }
    }

    /// <summary>A place, to be given back by its disposal; null: the tenant's line, or all of them together, is too long.</summary>
    public async ValueTask<IDisposable?> Take(TenantId tenant, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (access)
        {
            if (taken < atOnce && waiting == 0)
            {
                taken++;
                return new Place(this);
            }
            var line = lines.GetValueOrDefault(tenant);
            if (waiting >= most || line?.Count >= mostPerTenant)
                return null;
            if (line is null)
            {
                lines[tenant] = line = [];
                next.AddLast(tenant);
            }
            waiter = new Waiter(tenant);
            line.AddLast(waiter);
            waiting++;
        }
        await using (ct.Register(() => GiveUp(waiter, ct)))
            await waiter.Called.Task;
        return new Place(this);
    }

    private void GiveUp(Waiter waiter, CancellationToken ct)
    {
        lock (access)
        {
            if (!lines.TryGetValue(waiter.Tenant, out var line) || !line.Remove(waiter))
                return;
            waiting--;
            if (line.Count == 0)
            {
                lines.Remove(waiter.Tenant);
                next.Remove(waiter.Tenant);
            }
        }
        waiter.Called.TrySetCanceled(ct);
    }

    private void GiveBack()
    {
        Waiter called;
        lock (access)
        {
            if (next.First is not { Value: var tenant })
            {
                taken--;
                return;
            }
            var line = lines[tenant];
            called = line.First!.Value;
            line.RemoveFirst();
            waiting--;
            next.RemoveFirst();
            if (line.Count == 0)
                lines.Remove(tenant);
            else
                next.AddLast(tenant);
        }
        called.Called.TrySetResult();
    }

    private sealed class Waiter(TenantId tenant)
    {
        public TenantId Tenant => tenant;

        // Who gives a place back does not run what the next one does with it.
        public TaskCompletionSource Called { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Place(FairLine line) : IDisposable
    {
        private int given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref given, 1) == 0)
                line.GiveBack();
        }
    }
}
