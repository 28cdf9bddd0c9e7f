using System.Globalization;

namespace Steward.Server.EmbeddedPostgres;

/// <summary>What the data folder says about the PostgreSQL that ran in it last, or still runs.</summary>
internal sealed class PreviousRun(string dataFolder)
{
    private readonly string record = Path.Combine(dataFolder, "postgres.socket");

    public PostgresAddress? Address =>
        File.Exists(record) ? new PostgresAddress(File.ReadAllText(record).Trim()) : null;

    public void Record(PostgresAddress address) => File.WriteAllText(record, address.SocketFolder);

    public void Forget() => File.Delete(record);

    /// <summary>Ends a PostgreSQL whose server is gone (it may still be on its way out), and clears up after it.</summary>
    public async Task CleanUp(TimeSpan patience, CancellationToken ct)
    {
        if (Address is not { } address)
            return;
        if (Orphan(address) is { } process)
        {
            _ = Posix.Kill(process, Posix.Interrupt);
            await Ended(process, address, patience, ct);
        }
        PostgresSocket.Remove(address);
        Forget();
    }

    private async Task Ended(int process, PostgresAddress address, TimeSpan patience, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        try
        {
            while (Orphan(address) == process)
                await tick.WaitForNextTickAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new EmbeddedPostgresException(
                $"PostgreSQL of an earlier run (process {process}) still uses {dataFolder} and does not end. End it first."
            );
        }
    }

    // A process id alone may by now be anybody's; the socket folder's name in its command line is unique.
    private int? Orphan(PostgresAddress address)
    {
        try
        {
            var first = File.ReadLines(Path.Combine(dataFolder, "postgres", "postmaster.pid")).FirstOrDefault();
            if (!int.TryParse(first, CultureInfo.InvariantCulture, out var process))
                return null;
            var command = File.ReadAllText($"/proc/{process}/cmdline");
            return command.Contains(address.SocketFolder, StringComparison.Ordinal) ? process : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
