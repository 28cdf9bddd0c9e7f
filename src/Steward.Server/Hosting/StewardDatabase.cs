using Microsoft.Extensions.Logging;
using Npgsql;
using Steward.Server.Configuration;
using Steward.Server.EmbeddedPostgres;

namespace Steward.Server.Hosting;

/// <summary>The database that the server works on: Steward's own, started here, or the configured one; migrated.</summary>
internal sealed class StewardDatabase : IAsyncDisposable
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(4);

    private readonly PostgresServer? own;

    private StewardDatabase(PostgresServer? own, DatabaseOptions connection, ILoggerFactory logs)
    {
        this.own = own;
        // The name stands in metrics, in whose place the connection string would else be.
        var builder = new NpgsqlDataSourceBuilder(connection.Server) { Name = "steward" };
        builder.ConnectionStringBuilder.MaxAutoPrepare = 50;
        builder.UseLoggerFactory(logs);
        Source = builder.Build();
    }

    /// <summary>Connects as the server's role.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>Completes if the private PostgreSQL ends by itself.</summary>
    public Task Lost => own?.Exited ?? new TaskCompletionSource().Task;

    public static async Task<StewardDatabase> Open(StewardOptions options, ILoggerFactory logs, CancellationToken ct)
    {
        if (options.Database is { } outside)
            return new(null, outside, logs);
        var binaries = await PostgresBinaries.Find(null, 18, ct);
        var postgres = await PostgresServer.Start(
            binaries,
            options.DataFolder,
            logs.CreateLogger("Steward.PostgreSQL"),
            ct
        );
        return new(postgres, new(postgres.ServerConnectionString, postgres.OwnerConnectionString), logs);
    }

    public async Task<string?> Reachable(CancellationToken ct)
    {
        await using var command = Source.CreateCommand("SELECT 1");
        await command.ExecuteScalarAsync(ct);
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        // What hangs longer dies with this process, and recovers at the next start.
        if (own is not null)
            await Task.WhenAny(own.DisposeAsync().AsTask(), Task.Delay(LongestStop));
    }
}
