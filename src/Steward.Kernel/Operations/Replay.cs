using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace Steward.Kernel;

/// <summary>Idempotency keys: the same key and input give the first answer again.</summary>
internal static class Replay
{
    internal const int LongestKey = 200;
    private const int InFlight = 2;
    private const int Found = 1;

    /// <summary>Without secrets: a fast hash of a password would undo the slow one.</summary>
    public static byte[] Hash(OperationInfo operation, IOperation input)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(operation.Name));
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(input, operation.Type, Wire.Compared));
        return hash.GetHashAndReset();
    }

    public static void Check(string? key)
    {
        if (key is not null && (key.Length is 0 or > LongestKey || key.Any(c => c is < '!' or > '~')))
            throw new RefusalException(
                RefusalKind.Invalid,
                "invalid_idempotency_key",
                $"An Idempotency-Key is 1 to {LongestKey} visible ASCII characters, as a UUID is."
            );
    }

    /// <summary>An item of a bulk request has a key of its own, made of the request's.</summary>
    public static string? ItemKey(string? key, int index) =>
        key is null ? null : $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key)))}#{index}";

    /// <summary>What <c>kernel.enter_command</c> says of the key, from the second column on.</summary>
    public static Outcome? Read(DbDataReader row, OperationRequest request, byte[] hash)
    {
        switch (row.GetInt16(1))
        {
            case InFlight:
                throw new RefusalException(
                    RefusalKind.Conflict,
                    "in_flight",
                    "The same request is being worked on. Ask again."
                )
                {
                    RetryAfter = TimeSpan.FromSeconds(1),
                };
            case Found when !hash.AsSpan().SequenceEqual(row.GetFieldValue<byte[]>(2)):
                throw new RefusalException(
                    RefusalKind.Invalid,
                    "idempotency_key_reused",
                    "This Idempotency-Key was used for another request. Use a new key for each request."
                );
            case Found when request.Operation.HasSecretResult:
                throw RefusalException.Conflict(
                    "already_done",
                    "This has been done with the same Idempotency-Key. Its answer held a secret, which is shown once only."
                );
            case Found:
                return new()
                {
                    Result = row.IsDBNull(3) ? null : JsonSerializer.Deserialize<JsonElement>(row.GetString(3)),
                    ChangeId = row.IsDBNull(4) ? null : row.GetGuid(4),
                    Replayed = true,
                };
            default:
                return null;
        }
    }

    public static void Add(
        NpgsqlBatch batch,
        Caller caller,
        OperationRequest request,
        byte[] hash,
        object? result,
        Type resultType,
        Guid? change,
        DateTimeOffset now
    ) =>
        batch.BatchCommands.Add(
            new(
                "INSERT INTO kernel.idempotency_key (tenant_id, user_id, key, request_hash, result, change_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)"
            )
            {
                Parameters =
                {
                    new() { Value = caller.Tenant.Value },
                    new() { Value = caller.User.Value },
                    new() { Value = request.IdempotencyKey },
                    new() { Value = hash },
                    new()
                    {
                        NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text,
                        Value = result is null ? DBNull.Value : JsonSerializer.Serialize(result, resultType, Wire.Json),
                    },
                    new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid, Value = (object?)change ?? DBNull.Value },
                    new() { Value = now },
                },
            }
        );
}
