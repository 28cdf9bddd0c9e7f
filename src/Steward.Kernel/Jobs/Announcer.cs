using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Steward.Kernel;

/// <summary>
/// Carries the bell to other nodes: LISTEN on a direct connection of its own, NOTIFY outside every command's transaction (NOTIFY
/// takes a lock over the whole database at commit), at most twenty a second however much is written.
/// </summary>
public sealed class Announcer(NpgsqlDataSource source, Wakeup wakeup, ILogger<Announcer> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim changed = new(0, 1);
    private readonly string self = new Identifiers().New(TimeProvider.System.GetUtcNow()).ToString("n");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        wakeup.ChangedHere += OnChanged;
        try
        {
            await Task.WhenAll(Repeat(Listen, stoppingToken), Repeat(Announce, stoppingToken));
        }
        finally
        {
            wakeup.ChangedHere -= OnChanged;
        }
    }

    public override void Dispose()
    {
        changed.Dispose();
        base.Dispose();
    }

    private void OnChanged()
    {
        try
        {
            if (changed.CurrentCount == 0)
                changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another thread said so already.
        }
    }

    private async Task Listen(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        connection.Notification += (_, notice) =>
        {
            if (notice.Payload != self)
                wakeup.Changes.Ring();
        };
        await using (var listen = new NpgsqlCommand("LISTEN steward", connection))
            await listen.ExecuteNonQueryAsync(ct);
        while (true)
            await connection.WaitAsync(ct);
    }

    private async Task Announce(CancellationToken ct)
    {
        while (true)
        {
            await changed.WaitAsync(ct);
            await using (var notify = source.CreateCommand("SELECT pg_notify('steward', $1)"))
            {
                notify.Parameters.Add(new() { Value = self });
                await notify.ExecuteNonQueryAsync(ct);
            }
            await Task.Delay(Pause, ct);
        }
    }

    private async Task Repeat(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await work(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is NpgsqlException or System.IO.IOException or TimeoutException)
            {
                log.LostConnection(fault);
                await Task.Delay(Again, ct)
                    .ContinueWith(
                        _ => { },
                        CancellationToken.None,
                        TaskContinuationOptions.None,
                        TaskScheduler.Default
                    );
            }
        }
    }
}

internal static partial class AnnouncerLog
{
    [LoggerMessage(20, LogLevel.Warning, "The connection that carries wake-ups was lost; connecting again")]
    public static partial void LostConnection(this ILogger log, Exception fault);
}
