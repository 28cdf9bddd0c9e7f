using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Steward.Tests.Kernel;

public sealed class MigratorTests(TestSteward steward) : IAsyncLifetime
{
    private readonly string database = $"migrated_{TestSteward.NewId():n}";
    private string owner = "";

    public async ValueTask InitializeAsync()
    {
        await AsSuperuser($"CREATE DATABASE {database} OWNER steward_owner");
        owner = new NpgsqlConnectionStringBuilder(steward.OwnerConnectionString)
        {
            Database = database,
            Pooling = false,
        }.ConnectionString;
    }

    public async ValueTask DisposeAsync() => await AsSuperuser($"DROP DATABASE {database} WITH (FORCE)");

    [Fact]
    public async Task Forth_and_back_and_forth_ends_where_it_began()
    {
        var migrator = Migrator();
        Assert.Equal(Migration.BuiltIn.Count, await migrator.Up(default));
        var first = await Shape();
        Assert.Equal(0, await migrator.Up(default));

        for (var count = 1; count <= Migration.BuiltIn.Count; count++)
        {
            Assert.Equal(count, await migrator.Down(count, default));
            Assert.Equal(count, await migrator.Up(default));
            Assert.Equal(first, await Shape());
        }

        await migrator.Down(100, default);
        Assert.Equal(["public"], (await Shape()).Select(line => line.Split(' ')[0]).Distinct());
    }

    [Fact]
    public async Task A_file_that_was_changed_since_stops_the_start()
    {
        var migrator = Migrator();
        var file = File(1, "CREATE TABLE one (id integer)");
        await migrator.Up([file], default);

        var fault = await Assert.ThrowsAsync<MigrationException>(() =>
            migrator.Up([file with { Up = "SELECT 1" }], default)
        );
        Assert.Contains("0001_test was changed after it was applied", fault.Message);
    }

    [Fact]
    public async Task Ends_of_lines_do_not_make_a_file_another()
    {
        var migrator = Migrator();
        await migrator.Up([File(1, "SELECT 1;\nSELECT 2")], default);

        Assert.Equal(0, await migrator.Up([File(1, "SELECT 1;\r\nSELECT 2")], default));
    }

    [Fact]
    public async Task A_version_that_is_not_known_stops_both_ways()
    {
        var migrator = Migrator();
        Migration[] all = [File(1, "CREATE TABLE one (id integer)"), File(2, "CREATE TABLE two (id integer)")];
        await migrator.Up(all, default);

        Assert.Contains(
            "migration 2",
            (await Assert.ThrowsAsync<MigrationException>(() => migrator.Up(all[..1], default))).Message
        );
        await Assert.ThrowsAsync<MigrationException>(() => migrator.Down(1, all[..1], default));
    }

    [Fact]
    public async Task Of_two_at_once_one_migrates_and_the_other_waits()
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Migrator().Up(default)));

        Assert.Equal([0, 0, 0, Migration.BuiltIn.Count], counts.Order());
    }

    [Fact]
    public async Task A_failed_file_leaves_nothing_of_itself()
    {
        var migrator = Migrator();
        Migration[] files =
        [
            File(1, "CREATE TABLE one (id integer)"),
            File(2, "CREATE TABLE two (id integer); SELECT 1/0"),
        ];

        await Assert.ThrowsAsync<PostgresException>(() => migrator.Up(files, default));

        Assert.Equal(1, await migrator.Up([files[0], File(2, "CREATE TABLE two (id integer)")], default));
    }

    [Fact]
    public async Task A_file_may_ask_for_no_transaction()
    {
        var migrator = Migrator();
        Migration[] files =
        [
            File(1, "CREATE TABLE one (id integer)"),
            File(
                2,
                "-- no transaction\nCREATE INDEX CONCURRENTLY one_id ON one (id);\nCREATE INDEX CONCURRENTLY one_more ON one (id);"
            ) with
            {
                Down = "DROP INDEX CONCURRENTLY one_id;\nDROP INDEX CONCURRENTLY one_more;",
                InTransaction = false,
            },
        ];

        Assert.Equal(2, await migrator.Up(files, default));
        Assert.Equal(1, await migrator.Down(1, files, default));
    }

    [Fact]
    public void Every_built_in_file_has_its_way_back_and_its_place()
    {
        Assert.Equal(
            Enumerable.Range(1, Migration.BuiltIn.Count),
            Migration.BuiltIn.Select(migration => migration.Version)
        );
        Assert.All(Migration.BuiltIn, migration => Assert.NotEmpty(migration.Down.Trim()));
    }

    private static Migration File(int version, string up) =>
        new(version, $"{version:0000}_test", up, "DROP TABLE one", true);

    private Migrator Migrator() => new(owner, "steward_server", NullLogger.Instance);

    /// <summary>Every relation, column, function and policy, with what is granted.</summary>
    private async Task<List<string>> Shape()
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT concat_ws(' ', n.nspname, c.relname, c.relkind, c.relrowsecurity, c.relacl::text, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
            UNION ALL SELECT concat_ws(' ', n.nspname, p.proname, p.prosrc, p.proacl::text) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema' AND n.nspname <> 'public'
            UNION ALL SELECT concat_ws(' ', schemaname, tablename, policyname, qual, with_check) FROM pg_policies
            ORDER BY 1
            """,
            connection
        );
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return lines;
    }

    private async Task AsSuperuser(string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(steward.OwnerConnectionString)
            {
                Username = "postgres",
                Database = "postgres",
                Pooling = false,
            }.ConnectionString
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
