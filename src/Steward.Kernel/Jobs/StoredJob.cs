using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Steward.Kernel;

/// <summary>An operation to be run later: a row, claimed with SKIP LOCKED, run through the pipeline.</summary>
internal sealed record StoredJob(
    Guid Id,
    Guid Tenant,
    Guid? User,
    ScopeSet Scopes,
    string? Agent,
    Guid? RunId,
    Guid? ConversationId,
    string Operation,
    string Input,
    DateTimeOffset RunAt,
    string CorrelationId
)
{
    /// <summary>With the rights of who asks for it: a job never may more than they.</summary>
    public static StoredJob Of(Guid id, OperationInfo operation, IOperation later, Caller caller, DateTimeOffset at)
    {
        if (operation.Inputs.Any(input => input.IsSecret))
            throw new InvalidOperationException($"{operation.Name} takes a secret, which must not stand in a job.");
        return new(
            id,
            caller.Tenant.Value,
            operation.IsSystem ? null : caller.User.Value,
            caller.Scopes,
            caller.Agent,
            caller.RunId,
            caller.ConversationId,
            operation.Name,
            JsonSerializer.Serialize(later, operation.Type, Wire.Json),
            at,
            caller.CorrelationId
        );
    }

    /// <summary>From a row of <c>kernel.claim_jobs</c>.</summary>
    public static StoredJob Read(object?[] row) =>
        new(
            (Guid)row[0]!,
            (Guid)row[1]!,
            (Guid?)row[2],
            new((uint)(long)row[3]!),
            (string?)row[4],
            (Guid?)row[5],
            (Guid?)row[6],
            (string)row[7]!,
            (string)row[8]!,
            default,
            (string)row[9]!
        );

    public Caller Caller =>
        User is not { } user
            ? Kernel.Caller.System(new(Tenant), CorrelationId)
            : new()
            {
                Kind = Agent is null ? CallerKind.User : CallerKind.Agent,
                Tenant = new(Tenant),
                User = new(user),
                Credential = new(CredentialKind.Job, default),
                Scopes = Scopes,
                Agent = Agent,
                RunId = RunId,
                ConversationId = ConversationId,
                Surface = Surface.Job,
                CorrelationId = CorrelationId,
            };

    public void Add(NpgsqlBatch batch) =>
        batch.BatchCommands.Add(
            new(
                "INSERT INTO kernel.job (tenant_id, id, user_id, operation, input, run_at, correlation_id, scopes, agent, run_id, "
                    + "conversation_id) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)"
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
                    new() { Value = (long)Scopes.Bits },
                    new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)Agent ?? DBNull.Value },
                    new() { NpgsqlDbType = NpgsqlDbType.Uuid, Value = (object?)RunId ?? DBNull.Value },
                    new() { NpgsqlDbType = NpgsqlDbType.Uuid, Value = (object?)ConversationId ?? DBNull.Value },
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
