using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Steward.Kernel;

/// <summary>Keeps a call that needs a person; asked for again while it waits, it is the same approval with the newest preview.</summary>
[Operation("store_approval", null, NeverUndone = "it is decided, or runs out.")]
[System]
[Description("Stores the exact call of an agent that needs a person's approval, with its preview.")]
public sealed record StoreApproval(
    UserId RequestedBy,
    [property: Required, MaxLength(100)] string Operation,
    [property: Required, MaxLength(StoreApproval.LongestInput)] string Input,
    long? IfVersion,
    [property: MaxLength(100)] string? Agent,
    Guid? RunId,
    Guid? ConversationId,
    CredentialKind CredentialKind,
    Guid CredentialId,
    long Rights,
    [property: MaxLength(3000), ItemLength(100)] IReadOnlyList<string>? Tools,
    [property: MaxLength(100)] string? TimeZone,
    [property: MaxLength(20), ItemLength(500)] IReadOnlyList<string> Reasons,
    Decider By,
    [property: Range(1, 720)] int WaitHours,
    [property: MaxLength(StoreApproval.LongestPreview)] string Preview,
    int RowCount,
    [property: MaxLength(100)] string PreviewHash,
    [property: MaxLength(Replay.LongestKey)] string? IdempotencyKey = null
) : ICommand<StoredApproval>
{
    internal const int LongestInput = 1 << 17;
    internal const int LongestPreview = 1 << 20;

    /// <summary>So that an agent that asks and asks fills no table.</summary>
    private const int MostWaiting = 200;
    private const int RowsKept = 100;

    /// <summary>Of long rows fewer are kept: hundreds of previews are read for one list.</summary>
    private const int BytesKept = 1 << 18;

    internal static StoreApproval Of(
        Caller caller,
        OperationInfo operation,
        IOperation input,
        OperationRequest request,
        ApprovalNeed need,
        IReadOnlyList<RowImages> rows,
        string hash
    ) =>
        new(
            caller.User,
            operation.Name,
            Short(CanonicalJson.Of(operation, input)),
            request.IfVersion,
            caller.Agent,
            caller.RunId,
            caller.ConversationId,
            caller.Credential.Kind,
            caller.Credential.Id,
            caller.Scopes.Bits,
            caller.Tools is { } tools ? [.. tools.Order(StringComparer.Ordinal)] : null,
            caller.TimeZone,
            need.Reasons,
            need.By,
            need.WaitHours,
            Shown(rows),
            rows.Count,
            hash,
            request.IdempotencyKey
        );

    /// <summary>The same call with what it would do now.</summary>
    internal static StoreApproval Again(Approval approval, IReadOnlyList<RowImages> rows, string hash) =>
        new(
            approval.RequestedBy,
            approval.Operation,
            approval.Input,
            approval.IfVersion,
            approval.Agent,
            approval.RunId,
            approval.ConversationId,
            approval.Credential.Kind,
            approval.Credential.Id,
            approval.Scopes.Bits,
            approval.Tools,
            approval.TimeZone,
            approval.Reasons,
            approval.By,
            Math.Max(1, (int)(approval.ExpiresAt - approval.RequestedAt).TotalHours),
            Shown(rows),
            rows.Count,
            hash
        );

    private static string Short(string input) =>
        input.Length <= LongestInput
            ? input
            : throw RefusalException.Forbidden(
                "too_large_to_wait",
                "A person has to approve this, and it is too long to be read. Do it in parts, or ask the person to do it."
            );

    private static string Shown(IReadOnlyList<RowImages> rows)
    {
        var bytes = 0L;
        var kept = rows.Take(RowsKept)
            .TakeWhile(row => (bytes += (row.Before?.Length ?? 0) + (row.After?.Length ?? 0)) <= BytesKept);
        return JsonSerializer.Serialize(kept.Select(row => row.View()), Wire.Json);
    }

    internal sealed class Handler(Database database) : IHandler<StoreApproval, StoredApproval>
    {
        private const string Insert =
            "INSERT INTO kernel.approval (tenant_id, id, requested_by, agent, run_id, conversation_id, credential_kind, credential_id, scopes, "
            + "tools, time_zone, operation, input, if_version, request_hash, reasons, by, preview, row_count, preview_hash, requested_at, "
            + "expires_at, idempotency_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text[], $11, $12, $13, $14, $15, $16, $17, $18, $19, "
            + "$20, $21, $22, $23) "
            + "ON CONFLICT (tenant_id, requested_by, request_hash) WHERE state = 'Pending' DO UPDATE SET preview = excluded.preview, "
            + "row_count = excluded.row_count, preview_hash = excluded.preview_hash RETURNING id, expires_at";

        public async Task<StoredApproval> Handle(StoreApproval command, OperationContext context, CancellationToken ct)
        {
            // Nothing of the caller's is known to the system; the call itself was authorized a moment ago.
            await database.Read(
                "UPDATE kernel.approval SET state = 'Expired' WHERE tenant_id = $1 AND requested_by = $2 AND state = 'Pending' AND expires_at <= $3",
                ct,
                context.Tenant,
                command.RequestedBy,
                context.Now.UtcDateTime
            );
            if (await SameCall(command, context, ct) is { } same)
                return same;
            var id = context.NewId();
            var stored = await database.Read(
                Insert,
                ct,
                context.Tenant,
                id,
                command.RequestedBy,
                command.Agent,
                command.RunId,
                command.ConversationId,
                (short)command.CredentialKind,
                command.CredentialId,
                command.Rights,
                command.Tools?.ToArray(),
                command.TimeZone,
                command.Operation,
                command.Input,
                command.IfVersion,
                Hash(command),
                command.Reasons.ToArray(),
                command.By.ToString(),
                command.Preview,
                command.RowCount,
                command.PreviewHash,
                context.Now.UtcDateTime,
                context.Now.UtcDateTime.AddHours(command.WaitHours),
                command.IdempotencyKey
            );
            var approval = new StoredApproval((Guid)stored[0][0]!, new((DateTime)stored[0][1]!, TimeSpan.Zero));
            if (approval.Id != id)
                return approval;
            await CheckFew(command, context, ct);
            context.Raise(new ApprovalRequested(id, command.Operation, command.RequestedBy, command.Agent));
            return approval;
        }

        /// <summary>A repeated call is the one that was stored, whatever was decided about it: it is never done twice.</summary>
        private async Task<StoredApproval?> SameCall(
            StoreApproval command,
            OperationContext context,
            CancellationToken ct
        )
        {
            if (command.IdempotencyKey is not { } key)
                return null;
            var rows = await database.Read(
                "SELECT id, expires_at FROM kernel.approval WHERE tenant_id = $1 AND requested_by = $2 AND idempotency_key = $3 AND request_hash = $4",
                ct,
                context.Tenant,
                command.RequestedBy,
                key,
                Hash(command)
            );
            return rows is [[Guid id, DateTime expires], ..] ? new(id, new(expires, TimeSpan.Zero)) : null;
        }

        private async Task CheckFew(StoreApproval command, OperationContext context, CancellationToken ct)
        {
            var waiting = await database.Read(
                "SELECT count(*) FROM kernel.approval WHERE tenant_id = $1 AND requested_by = $2 AND state = 'Pending'",
                ct,
                context.Tenant,
                command.RequestedBy
            );
            if (waiting is [[> (long)MostWaiting]])
                throw RefusalException.Conflict(
                    "too_many_approvals",
                    $"{MostWaiting} calls wait for approval already. Have a person decide about those first."
                );
        }

        private static byte[] Hash(StoreApproval call) =>
            SHA256.HashData(Encoding.UTF8.GetBytes($"{call.Operation}\n{call.IfVersion}\n{call.RunId}\n{call.Input}"));
    }
}

public sealed record StoredApproval(Guid Id, DateTimeOffset ExpiresAt);

public sealed record ApprovalRequested(Guid ApprovalId, string Operation, UserId RequestedBy, string? Agent) : Event;
