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

    private static async Task Execute(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
