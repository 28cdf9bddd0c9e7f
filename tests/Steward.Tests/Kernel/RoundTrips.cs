using System.Net.Sockets;
using Npgsql;

namespace Steward.Tests.Kernel;

/// <summary>
/// Stands between a client and PostgreSQL's socket and counts round trips: how often the client speaks after it was answered.
/// </summary>
internal sealed class RoundTrips : IAsyncDisposable
{
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string folder = Directory.CreateTempSubdirectory("trips-").FullName;
    private readonly CancellationTokenSource end = new();
    private readonly UnixDomainSocketEndPoint target;
    private readonly List<Task> work = [];
    private int count;

    public RoundTrips(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        target = new(Path.Combine(builder.Host!, $".s.PGSQL.{builder.Port}"));
        builder.Host = folder;
        ConnectionString = builder.ConnectionString;
        listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, $".s.PGSQL.{builder.Port}")));
        listener.Listen();
        work.Add(Accept());
    }

    /// <summary>The same database, by way of here.</summary>
    public string ConnectionString { get; }

    public async Task<int> During(Func<Task> call)
    {
        Volatile.Write(ref count, 0);
        await call();
        return Volatile.Read(ref count);
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Dispose();
        await Task.WhenAll(work);
        end.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Accept()
    {
        try
        {
            while (true)
                work.Add(Carry(await listener.AcceptAsync(end.Token)));
        }
        catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // Told to end.
        }
    }

    private async Task Carry(Socket client)
    {
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await server.ConnectAsync(target);
        var answered = new StrongBox { Value = true };
        await Task.WhenAny(
            Pump(
                client,
                server,
                () =>
                {
                    lock (answered)
                        if (answered.Value)
                        {
                            answered.Value = false;
                            Interlocked.Increment(ref count);
                        }
                }
            ),
            Pump(
                server,
                client,
                () =>
                {
                    lock (answered)
                        answered.Value = true;
                }
            )
        );
        client.Dispose();
    }

    private async Task Pump(Socket from, Socket to, Action seen)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, end.Token) is > 0 and var read)
            {
                seen();
                await to.SendAsync(buffer.AsMemory(0, read), end.Token);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // One side is gone; so is the other.
        }
    }

    private sealed class StrongBox
    {
        public bool Value { get; set; }
    }
}
