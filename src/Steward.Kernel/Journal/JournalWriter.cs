using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Steward.Kernel;

/// <summary>Writes a change: one header, one row for each changed row.</summary>
internal static class JournalWriter
{
    private const string Header =
        "INSERT INTO kernel.change (tenant_id, id, at, operation, surface, user_id, agent, run_id, conversation_id, batch_id, "
        + "correlation_id, events, calls, undoes, summary, api_key_id) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16)";

    private const string Row =
        "INSERT INTO kernel.change_row (tenant_id, change_id, number, entity, row_id, kind, before, after) "
        + "VALUES ($1,$2,$3,$4,$5,$6,$7,$8)";

    private const string Rows =
        "INSERT INTO kernel.change_row (tenant_id, change_id, number, entity, row_id, kind, before, after) "
        + "SELECT $1, $2, row.* FROM unnest($3::integer[], $4::text[], $5::uuid[], $6::text[], $7::jsonb[], $8::jsonb[]) AS row";

    /// <summary>More rows than these are written in pieces ahead of the batch, each in one command.</summary>
    private const int Few = 100;
    private const int Piece = 1000;

    public static async Task Add(
        NpgsqlBatch batch,
        Guid id,
        Transaction transaction,
        OperationInfo operation,
        OperationRequest request,
        IReadOnlyList<RowImages> rows,
        IReadOnlyList<Event> events,
        IReadOnlyList<string> calls,
        Entities entities,
        CancellationToken ct
    )
    {
        var caller = transaction.Caller;
        batch.BatchCommands.Add(
            new(Header)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = caller.Tenant.Value },
                    new NpgsqlParameter<Guid> { TypedValue = id },
                    new NpgsqlParameter<DateTime> { TypedValue = transaction.Now.UtcDateTime },
                    new NpgsqlParameter<string> { TypedValue = operation.Name },
                    new NpgsqlParameter<string> { TypedValue = Wire.Name(caller.Surface.ToString()) },
                    Nullable(NpgsqlDbType.Uuid, caller.User == default ? null : caller.User.Value),
                    Nullable(NpgsqlDbType.Text, caller.Agent),
                    Nullable(NpgsqlDbType.Uuid, caller.RunId),
                    Nullable(NpgsqlDbType.Uuid, caller.ConversationId),
                    Nullable(NpgsqlDbType.Uuid, request.BatchId),
                    new NpgsqlParameter<string> { TypedValue = caller.CorrelationId },
                    new NpgsqlParameter<string> { TypedValue = Events(events), NpgsqlDbType = NpgsqlDbType.Jsonb },
                    new NpgsqlParameter<string[]> { TypedValue = [.. calls] },
                    new NpgsqlParameter<Guid[]>
                    {
                        TypedValue = [.. events.OfType<ChangesUndone>().SelectMany(e => e.ChangeIds)],
                    },
                    new NpgsqlParameter<string> { TypedValue = Summary(operation, rows, entities) },
                    Nullable(NpgsqlDbType.Uuid, caller.ApiKeyId),
                },
            }
        );
        if (rows.Count <= Few)
            for (var number = 0; number < rows.Count; number++)
                batch.BatchCommands.Add(One(caller.Tenant, id, number, rows[number]));
        else
            for (var first = 0; first < rows.Count; first += Piece)
                await Many(batch.Connection!, caller.Tenant, id, first, [.. rows.Skip(first).Take(Piece)], ct);
    }

    private static NpgsqlBatchCommand One(TenantId tenant, Guid id, int number, RowImages row) =>
        new(Row)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenant.Value },
                new NpgsqlParameter<Guid> { TypedValue = id },
                new NpgsqlParameter<int> { TypedValue = number },
                new NpgsqlParameter<string> { TypedValue = row.Entity },
                new NpgsqlParameter<Guid> { TypedValue = row.Id },
                new NpgsqlParameter<string> { TypedValue = Wire.Name(row.Kind.ToString()) },
                Nullable(NpgsqlDbType.Jsonb, row.BeforeText),
                Nullable(NpgsqlDbType.Jsonb, row.AfterText),
            },
        };

    // Not COPY: PostgreSQL refuses it for a table under row security.
    private static async Task Many(
        NpgsqlConnection connection,
        TenantId tenant,
        Guid id,
        int first,
        IReadOnlyList<RowImages> rows,
        CancellationToken ct
    )
    {
        await using var command = new NpgsqlCommand(Rows, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenant.Value },
                new NpgsqlParameter<Guid> { TypedValue = id },
                new NpgsqlParameter<int[]> { TypedValue = [.. Enumerable.Range(first, rows.Count)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. rows.Select(row => row.Entity)] },
                new NpgsqlParameter<Guid[]> { TypedValue = [.. rows.Select(row => row.Id)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. rows.Select(row => Wire.Name(row.Kind.ToString()))] },
                Images(rows.Select(row => row.BeforeText)),
                Images(rows.Select(row => row.AfterText)),
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter<string?[]> Images(IEnumerable<string?> images) =>
        new() { TypedValue = [.. images], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb };

    /// <summary>What people read in a list of changes: the operation and the rows' names.</summary>
    private static string Summary(OperationInfo operation, IReadOnlyList<RowImages> rows, Entities entities)
    {
        // What only goes along is not everybody's to know of, not even how much it is.
        var told = rows.Count(row => !entities.Of(row.Entity).Accompanies);
        var names = rows.Select(row => row.Label(entities.Of(row.Entity))).OfType<string>().Take(3).ToList();
        var more = told > 3 ? $" and {told - 3} more" : "";
        var text = names is [] ? operation.Title : $"{operation.Title}: {string.Join(", ", names)}{more}";
        return text.Length <= 300 ? text : text[..(char.IsHighSurrogate(text[298]) ? 298 : 299)] + "…";
    }

    private static string Events(IReadOnlyList<Event> events)
    {
        if (events is [])
            return "[]";
        return JsonSerializer.Serialize(
            events.Select(happened => new
            {
                Name = Wire.Name(happened.GetType().Name),
                Data = JsonSerializer.SerializeToElement(happened, happened.GetType(), Wire.Kept),
            }),
            Wire.Json
        );
    }

    private static NpgsqlParameter Nullable(NpgsqlDbType type, object? value) =>
        new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };
}
