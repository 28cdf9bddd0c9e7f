using System.Text.Json;
using Npgsql;

namespace Steward.Bench;

/// <summary>
/// What Steward is measured against: a minimal API with raw Npgsql, the same SQL on the same table, no guard: no token, no
/// tenant's wall, no journal. As fast as this framework makes it.
/// </summary>
internal static class Floor
{
    private const string Columns =
        "id, title, notes, status, priority, due_date, due_time, due_zone, assignee_ids, created_by, created_at, updated_at, "
        + "completed_at, completed_by, deleted_at, version";

    public static async Task Serve(string connectionString, int port, Guid tenant)
    {
        var source = new NpgsqlDataSourceBuilder(connectionString)
        {
            ConnectionStringBuilder =
            {
                MaxAutoPrepare = 50,
                NoResetOnClose = true,
                MaxPoolSize = 40,
            },
        }.Build();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower
        );
        await using var app = builder.Build();

        app.MapGet("/noop", () => "ok");
        app.MapGet(
            "/tasks/{id:guid}",
            async (Guid id, CancellationToken ct) =>
            {
                await using var command = source.CreateCommand(
                    $"SELECT {Columns} FROM tasks.task WHERE tenant_id = $1 AND id = $2"
                );
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant });
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
                await using var reader = await command.ExecuteReaderAsync(ct);
                return await reader.ReadAsync(ct) ? Results.Ok(Row.Of(reader)) : Results.NotFound();
            }
        );
        app.MapGet(
            "/tasks",
            async (CancellationToken ct) =>
            {
                await using var command = source.CreateCommand(
                    $"SELECT {Columns} FROM tasks.task WHERE tenant_id = $1 AND deleted_at IS NULL ORDER BY id DESC LIMIT 51"
                );
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant });
                await using var reader = await command.ExecuteReaderAsync(ct);
                var rows = new List<Row>(51);
                while (await reader.ReadAsync(ct))
                    rows.Add(Row.Of(reader));
                return Results.Ok(new { items = rows });
            }
        );
        app.MapPost(
            "/tasks",
            async (NewRow row, CancellationToken ct) =>
            {
                await using var command = source.CreateCommand(
                    "INSERT INTO tasks.task (tenant_id, id, title, notes, status, priority, position, created_by, version, created_at, updated_at) "
                        + "VALUES ($1, $2, $3, $4, 'Todo', 4, $2, $1, 1, now(), now())"
                );
                var id = Guid.CreateVersion7();
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant });
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = row.Title });
                command.Parameters.Add(new NpgsqlParameter { Value = (object?)row.Notes ?? DBNull.Value });
                await command.ExecuteNonQueryAsync(ct);
                return Results.Created($"/tasks/{id}", new { id, row.Title });
            }
        );
        await app.RunAsync();
    }

    private sealed record NewRow(string Title, string? Notes);

    private sealed record Row(
        Guid Id,
        string Title,
        string? Notes,
        string Status,
        int Priority,
        DateOnly? DueDate,
        TimeOnly? DueTime,
        string? DueZone,
        Guid[] AssigneeIds,
        Guid CreatedBy,
        DateTime CreatedAt,
        DateTime UpdatedAt,
        DateTime? CompletedAt,
        Guid? CompletedBy,
        DateTime? DeletedAt,
        long Version
    )
    {
        public static Row Of(NpgsqlDataReader r) =>
            new(
                r.GetGuid(0),
                r.GetString(1),
                r.IsDBNull(2) ? null : r.GetString(2),
                r.GetString(3),
                r.GetInt32(4),
                r.IsDBNull(5) ? null : r.GetFieldValue<DateOnly>(5),
                r.IsDBNull(6) ? null : r.GetFieldValue<TimeOnly>(6),
                r.IsDBNull(7) ? null : r.GetString(7),
                r.GetFieldValue<Guid[]>(8),
                r.GetGuid(9),
                r.GetDateTime(10),
                r.GetDateTime(11),
                r.IsDBNull(12) ? null : r.GetDateTime(12),
                r.IsDBNull(13) ? null : r.GetGuid(13),
                r.IsDBNull(14) ? null : r.GetDateTime(14),
                r.GetInt64(15)
            );
    }
}
