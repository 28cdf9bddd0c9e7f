using System.Diagnostics;
using Npgsql;
using Steward.Server.EmbeddedPostgres;

namespace Steward.EndToEnd.EmbeddedPostgres;

public sealed class CrashTests
{
    private const int Continue = 18;
    private const int Stop = 19;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_killed_server_leaves_no_postgres_and_the_next_start_recovers(bool ordinaryUser)
    {
        using var folder = Folder(ordinaryUser);
        using var killed = new PostgresHost(ordinaryUser, "serve", folder.Path);
        var connectionString = await killed.ConnectionString();
        var socket = new NpgsqlConnectionStringBuilder(connectionString).Host!;
        Assert.NotEmpty(PostgresHost.Running(socket));
        await Query(ordinaryUser, connectionString, "CREATE TABLE kept (id int)");

        killed.Kill();

        using var next = new PostgresHost(ordinaryUser, "serve", folder.Path);
        connectionString = await next.ConnectionString();
        Assert.Empty(PostgresHost.Running(socket));
        Assert.False(Directory.Exists(socket));
        await Query(ordinaryUser, connectionString, "SELECT id FROM kept");
        Assert.Equal(0, await next.Ended());
    }

    [Fact]
    public async Task A_killed_server_takes_postgres_with_it_without_another_start()
    {
        using var folder = Folder(ordinaryUser: false);
        using var killed = new PostgresHost(false, "serve", folder.Path);
        var socket = new NpgsqlConnectionStringBuilder(await killed.ConnectionString()).Host!;

        killed.Kill();

        await Until(() => PostgresHost.Running(socket) is []);
        Directory.Delete(socket, recursive: true);
    }

    [Fact]
    public async Task A_postgres_that_outlives_its_server_is_waited_for_and_named()
    {
        using var folder = Folder(ordinaryUser: false);
        using var killed = new PostgresHost(false, "serve", folder.Path);
        var socket = new NpgsqlConnectionStringBuilder(await killed.ConnectionString()).Host!;
        var orphan = PostgresHost.Running(socket).Min();
        _ = Posix.Kill(orphan, Stop);
        killed.Kill();
        var previous = new PreviousRun(folder.Path);

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() =>
            previous.CleanUp(TimeSpan.FromMilliseconds(50), default)
        );
        Assert.Contains($"process {orphan}", refusal.Message);

        var cleaned = previous.CleanUp(Patience, default);
        _ = Posix.Kill(orphan, Continue);
        await cleaned;
        Assert.Empty(PostgresHost.Running(socket));
        Assert.False(Directory.Exists(socket));
    }

    [Fact]
    public async Task A_server_killed_while_it_initialises_can_be_started_again()
    {
        using var folder = Folder(ordinaryUser: false);
        using (var killed = new PostgresHost(false, "serve", folder.Path))
        {
            await Until(() => Directory.GetDirectories(folder.Path, "postgres*") is not []);
            killed.Kill();
        }

        using var next = new PostgresHost(false, "serve", folder.Path);

        await next.ConnectionString();
        Assert.Equal([Path.Combine(folder.Path, "postgres")], Directory.GetDirectories(folder.Path, "postgres*"));
        Assert.Equal(0, await next.Ended());
    }

    [Fact]
    public async Task Another_user_of_the_machine_is_not_let_in()
    {
        PostgresHost.SkipUnlessOrdinaryUserCanRun();
        using var folder = Folder(ordinaryUser: false);
        using var host = new PostgresHost(false, "serve", folder.Path);
        var connectionString = await host.ConnectionString();

        using var stranger = new PostgresHost(true, "connect", connectionString);

        Assert.Contains("peer", await stranger.Line(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, await stranger.Ended());
        Assert.Equal(0, await host.Ended());
    }

    private static TemporaryFolder Folder(bool ordinaryUser)
    {
        if (ordinaryUser)
            PostgresHost.SkipUnlessOrdinaryUserCanRun();
        var folder = new TemporaryFolder();
        if (ordinaryUser)
            folder.GiveTo("nobody");
        return folder;
    }

    private static async Task Query(bool ordinaryUser, string connectionString, string sql)
    {
        using var client = new PostgresHost(ordinaryUser, "connect", connectionString, sql);
        Assert.Equal(0, await client.Ended());
    }

    private static async Task Until(Func<bool> condition)
    {
        var since = Stopwatch.StartNew();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition() && await tick.WaitForNextTickAsync())
            Assert.True(since.Elapsed < Patience, "It did not happen in time.");
    }
}
