using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Steward.EndToEnd.EmbeddedPostgres;
using Steward.Server.EmbeddedPostgres;

namespace Steward.EndToEnd.Server;

public sealed class StartAndStopTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_data_there_it_is_ready_within_two_seconds()
    {
        using var folder = new TemporaryFolder();
        await using (await RunningSteward.Start(folder.Path)) { }

        // The tests around share these cores: the best of a few starts tells what the server itself takes.
        var best = double.MaxValue;
        for (var i = 0; i < 5 && best > 2; i++)
        {
            await using var again = await RunningSteward.Start(folder.Path);
            best = Math.Min(best, Stopwatch.GetElapsedTime(again.Started).TotalSeconds);
        }
        Assert.InRange(best, 0, 2);
    }

    [Fact]
    public async Task Each_address_is_told_and_then_that_it_is_ready()
    {
        using var folder = new TemporaryFolder();
        await using var steward = await RunningSteward.Start(folder.Path, ("PUBLIC_URL", "https://steward.example"));

        var told = steward.Said.Split('\n').Where(line => !line.StartsWith('{'));

        Assert.Equal(
            [
                "Web app: https://steward.example/",
                "API docs: https://steward.example/docs",
                "MCP: https://steward.example/mcp",
                "Steward is ready",
            ],
            told
        );
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_stop_is_clean_and_takes_PostgreSQL_along(string signal)
    {
        using var folder = new TemporaryFolder();
        await using var steward = await RunningSteward.Start(folder.Path);
        var socket = PostgresServer.Running(folder.Path)!.SocketFolder;
        var asked = Stopwatch.GetTimestamp();

        steward.Signal(signal);

        Assert.Equal(0, await steward.Ended());
        Assert.InRange(Stopwatch.GetElapsedTime(asked).TotalSeconds, 0, 10);
        Assert.Empty(PostgresHost.Running(socket));
        Assert.False(Directory.Exists(socket));
    }

    [Fact]
    public async Task Without_its_database_it_is_alive_and_not_ready()
    {
        using var data = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        var binaries = await PostgresBinaries.Find(null, null, Ct);
        var postgres = await PostgresServer.Start(
            binaries,
            data.Path,
            PostgresOptions.Throwaway,
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance,
            Ct
        );
        await using var steward = await RunningSteward.Start(
            folder.Path,
            ("DATABASE__URL", postgres.ServerConnectionString),
            ("DATABASE__OWNER_URL", postgres.OwnerConnectionString)
        );
        Assert.Equal(HttpStatusCode.OK, (await steward.Client.GetAsync("health/ready", Ct)).StatusCode);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "postgres")));

        await postgres.DisposeAsync();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await steward.Client.GetAsync("health/ready", limit.Token)).StatusCode == HttpStatusCode.OK)
            await Task.Delay(100, limit.Token);
        var ready = await steward.Client.GetAsync("health/ready", Ct);
        var health = await ready.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("cannot be reached", health, StringComparison.Ordinal);
        Assert.DoesNotContain("steward_server", health, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await steward.Client.GetAsync("health/live", Ct)).StatusCode);

        var signIn = await steward.Client.PostAsJsonAsync(
            "api/v1/auth/sign_in",
            new { email = "ana@example.com", password = "correct horse battery" },
            Ct
        );
        Assert.Equal(HttpStatusCode.ServiceUnavailable, signIn.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), signIn.Headers.RetryAfter?.Delta);
        Assert.Contains("\"unavailable\"", await signIn.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_row_security_does_not_hold_is_refused()
    {
        using var folder = new TemporaryFolder();
        await using var owner = await RunningSteward.Start(folder.Path);
        var url = PostgresServer.Running(folder.Path)!.OwnerConnectionString;
        using var other = new TemporaryFolder();

        var (exitCode, said) = await RunningSteward.Fail(other.Path, ("DATABASE__URL", url));

        Assert.Equal(1, exitCode);
        Assert.Contains("owns tables", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_lacks_migrations_is_refused_where_nobody_may_migrate()
    {
        using var data = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        await using var postgres = await PostgresServer.Start(
            await PostgresBinaries.Find(null, null, Ct),
            data.Path,
            PostgresOptions.Throwaway,
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance,
            Ct
        );

        var (exitCode, said) = await RunningSteward.Fail(
            folder.Path,
            ("DATABASE__URL", postgres.ServerConnectionString)
        );

        Assert.Equal(1, exitCode);
        Assert.Contains("has never been migrated", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_end_it_with_78_before_anything_is_started()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, said) = await RunningSteward.Fail(
            folder.Path,
            ("ADDRESS", "nowhere"),
            ("DATABSE__URL", "postgres://ana:hunter2@db/x"),
            ("SIGNUP", "sometimes")
        );

        Assert.Equal(78, exitCode);
        Assert.Contains("3 faults", said, StringComparison.Ordinal);
        Assert.Contains("did you mean STEWARD__DATABASE__URL?", said, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", said, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task An_unreachable_database_ends_it_with_a_sentence()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, said) = await RunningSteward.Fail(
            folder.Path,
            ("DATABASE__URL", "postgres://ana:hunter2@127.0.0.1:1/x?connect_timeout=2")
        );

        Assert.Equal(1, exitCode);
        Assert.StartsWith("Steward cannot start: ", said.Split('\n')[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_it_with_a_sentence()
    {
        using var folder = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var (exitCode, said) = await RunningSteward.FailOnPort(folder.Path, port);

        Assert.Equal(1, exitCode);
        Assert.Contains("address already in use", said, StringComparison.Ordinal);
    }
}
