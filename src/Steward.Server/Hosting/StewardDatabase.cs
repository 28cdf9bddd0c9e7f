using Microsoft.Extensions.Logging;
using Npgsql;
using Steward.Server.Configuration;
using Steward.Server.EmbeddedPostgres;

namespace Steward.Server.Hosting;

/// <summary>The database that the server works on: Steward's own, started here, or the configured one.</summary>
internal sealed class StewardDatabase : IAsyncDisposable
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(4);

    private readonly DatabaseOptions connection;
    private readonly PostgresServer? own;

    private StewardDatabase(DatabaseOptions connection, PostgresServer? own, ILoggerFactory logs)
    {
        this.connection = connection;
        this.own = own;
        // The name stands in metrics, where else the connection string would.
        var builder = new NpgsqlDataSourceBuilder(connection.Server) { Name = "steward" };
        builder.ConnectionStringBuilder.MaxAutoPrepare = 100;
        // Whatever a call sets holds for its transaction only, so that nothing is left to reset between two users of a connection.
        builder.ConnectionStringBuilder.NoResetOnClose = true;
        builder.ConnectionStringBuilder.MaxPoolSize = Math.Min(builder.ConnectionStringBuilder.MaxPoolSize, 40);
        // A page's size is a parameter, for which a generic plan is never estimated to be good enough: each list would be planned
        // anew, which takes longer than running it. Every index begins with the tenant, so that the generic plan is the right one.
        builder.ConnectionStringBuilder.Options = "-c plan_cache_mode=force_generic_plan";
        builder.UseLoggerFactory(logs);
        Source = builder.Build();
    }

    /// <summary>Connects as the server's role.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>Completes if the private PostgreSQL ends by itself.</summary>
    public Task Lost => own?.Exited ?? new TaskCompletionSource().Task;

    /// <summary>Starts the private PostgreSQL, if no other is configured.</summary>
    public static async Task<StewardDatabase> Open(StewardOptions options, ILoggerFactory logs, CancellationToken ct)
    {
        if (options.Database is { } outside)
            return new(outside, null, logs);
        var major = PostgresCluster.MajorIn(options.DataFolder);
        var binaries = await PostgresBinaries.Find(options.PostgresBinaries, major, ct);
        var postgres = await PostgresServer.Start(
            binaries,
            options.DataFolder,
            logs.CreateLogger("Steward.PostgreSQL"),
            ct
        );
        return new(new(postgres.ServerConnectionString, postgres.OwnerConnectionString), postgres, logs);
    }

    /// <summary>Brings the schema to this version, or makes sure that it is there, and that the role is held by both walls.</summary>
    public async Task Prepare(ILoggerFactory logs, CancellationToken ct)
    {
        if (connection.Owner is not null)
            await Migrator(logs).Up(ct);
        else if (await Unmigrated(ct) is { } problem)
            throw new InvalidDataException(
                $"{problem}. Set STEWARD__DATABASE__OWNER_URL, or run `steward migrate` with it."
            );
        await ServerRole.Check(Source, ct);
    }

    /// <exception cref="InvalidDataException">Nobody has said who owns the database.</exception>
    public Migrator Migrator(ILoggerFactory logs) =>
        new(
            connection.Owner
                ?? throw new InvalidDataException(
                    "Only the database's owner migrates it: set STEWARD__DATABASE__OWNER_URL."
                ),
            new NpgsqlConnectionStringBuilder(connection.Server).Username!,
            logs.CreateLogger<Migrator>()
        );

    public async Task<string?> Unreachable(CancellationToken ct)
    {
        await using var command = Source.CreateCommand("SELECT 1");
        await command.ExecuteScalarAsync(ct);
        return null;
    }

    public async Task<string?> Unmigrated(CancellationToken ct)
    {
        await using var opened = await Source.OpenConnectionAsync(ct);
        try
        {
            var missing = await Kernel.Migrator.Missing(opened, ct);
            return missing.Count == 0 ? null : $"The database lacks {missing.Count} migration(s), from {missing[0]} on";
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return "The database has never been migrated";
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        // What hangs longer dies with this process, and recovers at the next start.
        if (own is not null)
            await Task.WhenAny(own.DisposeAsync().AsTask(), Task.Delay(LongestStop));
    }
}
