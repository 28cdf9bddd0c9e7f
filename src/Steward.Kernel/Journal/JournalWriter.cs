using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Steward.Kernel;

/// <summary>Writes a change: one header, one row for each changed row.</summary>
internal static class JournalWriter
{
    private const string Header =
        "INSERT INTO kernel.change (tenant_id, id, at, operation, surface, user_id, agent, run_id, conversation_id, batch_id, "
        + "correlation_id, events, calls, undoes, summary) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)";

    private const string Row =
        "INSERT INTO kernel.change_row (tenant_id, change_id, number, entity, row_id, kind, before, after) "
        + "VALUES ($1,$2,$3,$4,$5,$6,$7,$8)";

    public static void Add(
        NpgsqlBatch batch,
        Guid id,
        Transaction transaction,
        OperationInfo operation,
        OperationRequest request,
        IReadOnlyList<RowChange> rows,
        IReadOnlyList<Event> events,
        IReadOnlyList<string> calls,
        Entities entities
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
                    Nullable(NpgsqlDbType.Uuid, caller.Kind is CallerKind.System ? null : caller.User.Value),
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
                },
            }
        );
        for (var number = 0; number < rows.Count; number++)
            batch.BatchCommands.Add(
                new(Row)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<Guid> { TypedValue = caller.Tenant.Value },
                        new NpgsqlParameter<Guid> { TypedValue = id },
                        new NpgsqlParameter<int> { TypedValue = number },
                        new NpgsqlParameter<string> { TypedValue = rows[number].Entity },
                        new NpgsqlParameter<Guid> { TypedValue = rows[number].Id },
                        new NpgsqlParameter<string> { TypedValue = Wire.Name(rows[number].Kind.ToString()) },
                        Nullable(NpgsqlDbType.Jsonb, rows[number].Before?.GetRawText()),
                        Nullable(NpgsqlDbType.Jsonb, rows[number].After?.GetRawText()),
                    },
                }
            );
    }

    /// <summary>What people read in a list of changes: the operation and the rows' names.</summary>
    private static string Summary(OperationInfo operation, IReadOnlyList<RowChange> rows, Entities entities)
    {
        var names = rows.Select(row =>
                entities.Of(row.Entity).Label is { } label
                && (row.After ?? row.Before)!.Value.TryGetProperty(label.Name, out var name)
                    ? name.GetString()
                    : null
            )
            .OfType<string>()
            .Take(3)
            .ToList();
        var more = rows.Count > 3 ? $" and {rows.Count - 3} more" : "";
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
