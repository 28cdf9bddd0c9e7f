using Npgsql;

namespace Steward.Server.Hosting;

/// <summary>
/// The database's wall holds back only a role that owns nothing and may not pass row security. With another the server would run
/// as well, with one wall less; so it does not start.
/// </summary>
internal static class ServerRole
{
    // Whoever inherits from the owner passes row security as the owner does.
    private const string Question = """
        SELECT r.rolsuper, r.rolbypassrls, (
            SELECT count(*)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p')
              AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\_%'
              AND pg_has_role(c.relowner, 'USAGE'))
        FROM pg_roles r
        WHERE r.rolname = current_user
        """;

    public static async Task Check(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand(Question);
        await using var answer = await command.ExecuteReaderAsync(ct);
        await answer.ReadAsync(ct);
        if (answer.GetBoolean(0))
            throw new InvalidDataException("The role of STEWARD__DATABASE__URL is a superuser. " + WhatToDo);
        if (answer.GetBoolean(1))
            throw new InvalidDataException("The role of STEWARD__DATABASE__URL may bypass row security. " + WhatToDo);
        if (answer.GetInt64(2) > 0)
            throw new InvalidDataException(
                "The role of STEWARD__DATABASE__URL owns tables, itself or through a role it belongs to. " + WhatToDo
            );
    }

    private const string WhatToDo =
        "Give the server a role of its own without such rights, and name the owner in STEWARD__DATABASE__OWNER_URL.";
}
