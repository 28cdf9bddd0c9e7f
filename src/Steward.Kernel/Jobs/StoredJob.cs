using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Steward.Kernel;

/// <summary>An operation to be run later: a row, claimed with SKIP LOCKED, run through the pipeline.</summary>
internal sealed record StoredJob(
    Guid Id,
    Guid Tenant,
    Guid? User,
    string Operation,
    string Input,
    DateTimeOffset RunAt,
    string CorrelationId
)
{
    public static StoredJob Of(Guid id, OperationInfo operation, IOperation later, Caller caller, DateTimeOffset at) =>
        new(
            id,
            caller.Tenant.Value,
            operation.IsSystem ? null : caller.User.Value,
            operation.Name,
            JsonSerializer.Serialize(later, operation.Type, Wire.Json),
            at,
            caller.CorrelationId
        );

    public void Add(NpgsqlBatch batch) =>
        batch.BatchCommands.Add(
            new(
                "INSERT INTO kernel.job (tenant_id, id, user_id, operation, input, run_at, correlation_id) VALUES ($1,$2,$3,$4,$5,$6,$7)"
            )
            {
                Parameters =
                {
                    new() { Value = Tenant },
                    new() { Value = Id },
                    new() { NpgsqlDbType = NpgsqlDbType.Uuid, Value = (object?)User ?? DBNull.Value },
                    new() { Value = Operation },
                    new() { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = Input },
                    new() { Value = RunAt.ToUniversalTime() },
                    new() { Value = CorrelationId },
                },
            }
        );

    /// <summary>The job ends in the same transaction as its effect: it happens once, or not at all.</summary>
    public static async Task Take(NpgsqlConnection connection, TenantId tenant, Guid id, CancellationToken ct)
    {
        await using var take = new NpgsqlCommand("DELETE FROM kernel.job WHERE tenant_id = $1 AND id = $2", connection)
        {
            Parameters =
            {
                new() { Value = tenant.Value },
                new() { Value = id },
            },
        };
        if (await take.ExecuteNonQueryAsync(ct) == 0)
            throw new JobGoneException();
    }
}

/// <summary>Another node has done the job meanwhile: its lease had run out here.</summary>
internal sealed class JobGoneException() : Exception("The job has been done already.");
