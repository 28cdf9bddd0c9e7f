using Npgsql;

namespace Steward.Bench;

internal static class Seed
{
    /// <summary>Brings the tenant to that many tasks, straight into the table, and answers with a thousand ids from all over it.</summary>
    public static async Task<IReadOnlyList<Guid>> Fill(NpgsqlDataSource database, SignedUp ana, int size)
    {
        await using var connection = await database.OpenConnectionAsync();
        await Execute(
            connection,
            """
            INSERT INTO tasks.task (tenant_id, id, title, notes, status, priority, due_date, position, created_by, version, created_at, updated_at)
            SELECT $1, gen_random_uuid(), 'Task number ' || n, 'Something to remember about it, ' || md5(n::text),
                (ARRAY['Todo', 'InProgress', 'Done'])[1 + n % 3], 1 + n % 4, date '2026-01-01' + n % 400, gen_random_uuid(), $2, 1, now(), now()
            FROM generate_series(1, $3 - (SELECT count(*)::int FROM tasks.task)) n
            """,
            ana.Tenant,
            ana.User,
            size
        );
        await Execute(connection, "VACUUM ANALYZE");
        await using var command = new NpgsqlCommand(
            "SELECT id FROM tasks.task ORDER BY md5(id::text) LIMIT 1000",
            connection
        )
        {
            CommandTimeout = 0,
        };
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<Guid>();
        while (await reader.ReadAsync())
            ids.Add(reader.GetGuid(0));
        return ids;
    }

    /// <summary>
    /// Fills a tenant that is empty with that many tasks, a thousand to a project and one in five open. What the queries look for stands
    /// among the first ten thousand, the oldest.
    /// </summary>
    public static async Task FillProjects(NpgsqlDataSource database, SignedUp ana, int size)
    {
        await using var connection = await database.OpenConnectionAsync();
        foreach (
            var sql in (string[])
                [
                    "INSERT INTO tasks.label (tenant_id, id, name, version, created_at, updated_at) SELECT $1, md5($1 || name)::uuid, name, 1, now(), now() "
                        + "FROM unnest(ARRAY['rare', 'frequent']) name WHERE $2 = $2 AND $3 = $3",
                    "INSERT INTO tasks.project (tenant_id, id, name, key, position, created_by, version, created_at, updated_at) "
                        + "SELECT $1, md5($1 || 'project ' || n)::uuid, 'Project ' || n, 'P' || n, gen_random_uuid(), $2, 1, now(), now() "
                        + "FROM generate_series(0, $3 / 1000 - 1) n",
                    Tasks,
                ]
        )
            await Execute(connection, sql, ana.Tenant, ana.User, size);
    }

    /// <summary>As PostgreSQL would do by itself some time later.</summary>
    public static async Task Settle(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        await Execute(connection, "VACUUM ANALYZE");
    }

    private const string Tasks = """
        INSERT INTO tasks.task (tenant_id, id, title, notes, status, priority, due_date, position, project_id, number, label_ids, assignee_ids,
            created_by, version, created_at, updated_at)
        SELECT $1, (lpad(to_hex(1700000000000 + n), 12, '0') || '7' || substr(hash, 1, 3) || '8' || substr(hash, 4, 15))::uuid,
            CASE WHEN n % 500 = 3 AND n <= 10000 THEN 'Find needle 777 in ' || hash ELSE 'Call the bank about invoice ' || n END,
            'Something to remember about it: ' || hash, CASE WHEN h % 5 = 0 THEN 'Todo' ELSE 'Done' END, 1 + h % 4,
            CASE WHEN h % 2 = 0 THEN current_date - 100 + h / 10 % 1000 END, gen_random_uuid(), md5($1 || 'project ' || n / 1000)::uuid, n % 1000 + 1,
            array_remove(ARRAY[CASE WHEN n % 500 = 0 AND n < 10000 THEN md5($1 || 'rare')::uuid END, CASE WHEN h % 3 = 0 THEN md5($1 || 'frequent')::uuid END], NULL),
            CASE WHEN n % 50 = 7 AND n < 10000 THEN ARRAY[$2] ELSE ARRAY[]::uuid[] END, $2, 1, now(), now()
        FROM generate_series(0, $3 - 1) n, LATERAL (SELECT md5(n::text) AS hash) made,
            LATERAL (SELECT ('x' || substr(hash, 1, 7))::bit(28)::int AS h) hashed
        """;

    private static async Task Execute(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
