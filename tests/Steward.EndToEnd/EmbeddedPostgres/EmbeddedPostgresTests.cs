using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Steward.Server.EmbeddedPostgres;

namespace Steward.EndToEnd.EmbeddedPostgres;

public sealed class EmbeddedPostgresTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(18)]
    [InlineData(15)]
    public async Task It_keeps_data_from_one_start_to_the_next(int major)
    {
        using var folder = new TemporaryFolder();
        await using (var first = await Start(folder, major))
            await Run(first.OwnerConnectionString, "CREATE TABLE kept AS SELECT 7 AS value");

        await using var second = await Start(folder, major);

        Assert.Equal(7, await Run(second.OwnerConnectionString, "SELECT value FROM kept"));
        Assert.StartsWith($"{major}.", (string)(await Run(second.OwnerConnectionString, "SHOW server_version"))!);
    }

    [Fact]
    public async Task A_path_of_spaces_and_more_than_120_characters_works()
    {
        using var folder = new TemporaryFolder(string.Concat(Enumerable.Repeat("the household's data ", 7)));
        await using var postgres = await Start(folder);

        Assert.Equal(1, await Run(postgres.ServerConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task The_roles_can_neither_pass_row_security_nor_own_what_they_should_not()
    {
        using var folder = new TemporaryFolder();
        await using var postgres = await Start(folder);

        var powers =
            "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'steward%' "
            + "AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)";
        Assert.Equal(0L, await Run(postgres.OwnerConnectionString, powers));
        var owner = "SELECT pg_get_userbyid(datdba)::text FROM pg_database WHERE datname = current_database()";
        Assert.Equal("steward_owner", await Run(postgres.ServerConnectionString, owner));
        await Assert.ThrowsAsync<PostgresException>(() =>
            Run(postgres.ServerConnectionString, "CREATE TABLE public.mine (id int)")
        );
    }

    [Fact]
    public async Task Writes_are_durable_by_default()
    {
        using var folder = new TemporaryFolder();
        var binaries = await PostgresBinaries.Find(null, 18, Ct);
        await using var postgres = await PostgresServer.Start(binaries, folder.Path, NullLogger.Instance, Ct);

        foreach (var setting in new[] { "fsync", "synchronous_commit", "full_page_writes" })
            Assert.Equal("on", await Run(postgres.ServerConnectionString, $"SHOW {setting}"));
    }

    [Fact]
    public async Task A_second_server_on_the_folder_is_refused_and_can_find_the_first()
    {
        using var folder = new TemporaryFolder();
        await using var first = await Start(folder);

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => Start(folder));

        Assert.Contains("Another Steward is running", refusal.Message);
        Assert.Equal(first.ServerConnectionString, PostgresServer.Running(folder.Path)?.ServerConnectionString);
        Assert.Equal(1, await Run(first.ServerConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task Stopping_leaves_no_process_and_no_socket()
    {
        using var folder = new TemporaryFolder();
        var postgres = await Start(folder);
        var socket = new NpgsqlConnectionStringBuilder(postgres.OwnerConnectionString).Host!;

        await postgres.DisposeAsync();

        Assert.Empty(PostgresHost.Running(socket));
        Assert.False(Directory.Exists(socket));
        Assert.Null(PostgresServer.Running(folder.Path));
    }

    [Fact]
    public async Task Data_of_another_version_is_refused_and_left_alone()
    {
        using var folder = new TemporaryFolder();
        await using (await Start(folder, 15)) { }

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => Start(folder, 18));

        Assert.Contains("was written by PostgreSQL 15", refusal.Message);
        await using var again = await Start(folder, PostgresCluster.MajorIn(folder.Path));
        Assert.Equal(1, await Run(again.ServerConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task A_half_initialised_folder_is_begun_anew()
    {
        using var folder = new TemporaryFolder();
        var half = Directory.CreateDirectory(Path.Combine(folder.Path, "postgres.new-0badcafe/global"));

        await using var postgres = await Start(folder);

        Assert.Equal(1, await Run(postgres.ServerConnectionString, "SELECT 1"));
        Assert.False(half.Exists && Directory.Exists(half.FullName));
    }

    [Fact]
    public async Task Binaries_that_are_not_there_are_named()
    {
        using var folder = new TemporaryFolder();

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() =>
            PostgresBinaries.Find(folder.Path, null, Ct)
        );

        Assert.Contains(folder.Path, refusal.Message);
        await Assert.ThrowsAsync<EmbeddedPostgresException>(() => PostgresBinaries.Find(null, 99, Ct));
    }

    [Fact]
    public async Task Binaries_in_a_folder_closed_to_others_are_used_all_the_same()
    {
        using var closed = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        var package = Path.GetDirectoryName((await PostgresBinaries.Find(null, 18, Ct)).Folder)!;
        using (var copy = Process.Start("cp", ["-a", package, closed.Path]))
            await copy.WaitForExitAsync(Ct);
        var binaries = await PostgresBinaries.Find(Path.Combine(closed.Path, "native/bin"), 18, Ct);

        await using var postgres = await PostgresServer.Start(
            binaries,
            folder.Path,
            PostgresOptions.Throwaway,
            NullLogger.Instance,
            Ct
        );

        Assert.Equal(1, await Run(postgres.ServerConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task A_setting_that_postgres_refuses_is_reported_with_its_words()
    {
        using var folder = new TemporaryFolder();
        var binaries = await PostgresBinaries.Find(null, 18, Ct);
        var impossible = new PostgresOptions { MaxConnections = -1 };

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() =>
            PostgresServer.Start(binaries, folder.Path, impossible, NullLogger.Instance, Ct)
        );

        Assert.Contains("max_connections", refusal.Message);
        await using var next = await Start(folder);
        Assert.Equal(1, await Run(next.ServerConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "", Ct);
        var binaries = await PostgresBinaries.Find(null, 18, Ct);

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() =>
            PostgresServer.Start(binaries, file, NullLogger.Instance, Ct)
        );

        Assert.Contains(file, refusal.Message);
    }

    [Fact]
    public async Task A_damaged_version_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(
            Directory.CreateDirectory(Path.Combine(folder.Path, "postgres")).FullName,
            "PG_VERSION"
        );
        await File.WriteAllTextAsync(file, "eighteen", Ct);

        Assert.Throws<EmbeddedPostgresException>(() => PostgresCluster.MajorIn(folder.Path));
        File.Delete(file);
        Assert.Null(PostgresCluster.MajorIn(folder.Path));
        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => Start(folder));
        Assert.Contains("holds no PostgreSQL data", refusal.Message);
    }

    [Fact]
    public async Task Links_that_npm_did_not_make_are_made()
    {
        using var package = new TemporaryFolder("native");
        var root = Path.GetDirectoryName(package.Path)!;
        await File.WriteAllTextAsync(Path.Combine(package.Path, "libpq.so.5.18"), "library", Ct);
        await File.WriteAllTextAsync(
            Path.Combine(package.Path, "pg-symlinks.json"),
            """[{"source":"native/libpq.so.5.18","target":"native/libpq.so.5"}]""",
            Ct
        );

        NpmPostgres.RestoreLinks(root);
        NpmPostgres.RestoreLinks(root);

        Assert.Equal("library", await File.ReadAllTextAsync(Path.Combine(package.Path, "libpq.so.5"), Ct));
    }

    private static async Task<PostgresServer> Start(TemporaryFolder folder, int? major = 18) =>
        await PostgresServer.Start(
            await PostgresBinaries.Find(null, major, Ct),
            folder.Path,
            PostgresOptions.Throwaway,
            NullLogger.Instance,
            Ct
        );

    private static async Task<object?> Run(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Ct);
    }
}
