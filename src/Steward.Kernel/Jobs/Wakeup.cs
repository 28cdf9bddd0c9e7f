namespace Steward.Kernel;

/// <summary>
/// Says that something was committed, to those who wait on this node, and through <see cref="Announcer"/> to those on others. It
/// carries no data and may be late or lost: whoever waits polls as well.
/// </summary>
public sealed class Wakeup
{
    public Bell Changes { get; } = new();
    public Bell Jobs { get; } = new();

    /// <summary>Raised for what was committed on this node.</summary>
    internal event Action? ChangedHere;

    public void Changed(bool withJobs)
    {
        Changes.Ring();
        if (withJobs)
            Jobs.Ring();
        ChangedHere?.Invoke();
    }
}

/// <summary>Rings for all who wait at that moment.</summary>
public sealed class Bell
{
    private readonly Lock gate = new();
    private TaskCompletionSource next = New();
    private long count;

    /// <summary>How often it has rung; take it before looking, so that no ring between look and wait is lost.</summary>
    public long Count => Interlocked.Read(ref count);

    public async Task Wait(long seen, TimeSpan atMost, CancellationToken ct)
    {
        Task ringing;
        lock (gate)
        {
            if (count != seen)
                return;
            ringing = next.Task;
        }
        await ringing.WaitAsync(atMost, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Ring()
    {
        TaskCompletionSource ringing;
        lock (gate)
        {
            count++;
            ringing = next;
            next = New();
        }
        ringing.TrySetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
