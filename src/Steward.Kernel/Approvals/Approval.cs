using System.Text.Json;

namespace Steward.Kernel;

public enum ApprovalState
{
    Pending,
    Approved,
    Denied,
    Expired,
}

/// <summary>A call that waits for a person, or has waited: a row of <c>kernel.approval</c>.</summary>
internal sealed record Approval
{
    private const string Columns =
        "id, state, requested_by, agent, run_id, conversation_id, credential_kind, credential_id, scopes, tools, time_zone, operation, "
        + "input, if_version, reasons, by, preview, row_count, preview_hash, requested_at, expires_at, decided_by, decided_at, reason, result, change_id";

    public required Guid Id { get; init; }
    public required ApprovalState State { get; init; }
    public required UserId RequestedBy { get; init; }
    public string? Agent { get; init; }
    public Guid? RunId { get; init; }
    public Guid? ConversationId { get; init; }
    public required Credential Credential { get; init; }
    public required ScopeSet Scopes { get; init; }
    public IReadOnlyList<string>? Tools { get; init; }
    public string? TimeZone { get; init; }
    public required string Operation { get; init; }
    public required string Input { get; init; }
    public long? IfVersion { get; init; }
    public required IReadOnlyList<string> Reasons { get; init; }
    public required Decider By { get; init; }
    public required string Preview { get; init; }
    public required int RowCount { get; init; }
    public required string PreviewHash { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public UserId? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public string? Reason { get; init; }
    public string? Result { get; init; }
    public Guid? ChangeId { get; init; }

    /// <param name="database">Asked in the call's own transaction.</param>
    /// <param name="tenant">Whose approvals.</param>
    /// <param name="where">What follows <c>WHERE tenant_id = $1 AND</c>.</param>
    /// <param name="ct">Ends the asking.</param>
    /// <param name="values">From $2 on.</param>
    public static async Task<List<Approval>> Read(
        Database database,
        TenantId tenant,
        string where,
        CancellationToken ct,
        params object?[] values
    ) =>
        [
            .. (
                await database.Read(
                    $"SELECT {Columns} FROM kernel.approval WHERE tenant_id = $1 AND {where}",
                    ct,
                    [tenant, .. values]
                )
            ).Select(row => Of(row, database.Now)),
        ];

    /// <summary>As who the call is made, with the rights of then; those that hold now are asked when it is done.</summary>
    public Caller Caller(Caller decider) =>
        new()
        {
            Kind = CallerKind.Agent,
            Tenant = decider.Tenant,
            User = RequestedBy,
            Credential = Credential,
            Scopes = Scopes,
            Agent = Agent,
            Tools = Tools?.ToHashSet(),
            RunId = RunId,
            ConversationId = ConversationId,
            TimeZone = TimeZone,
            Surface = decider.Surface,
            CorrelationId = decider.CorrelationId,
        };

    public ApprovalView View(bool isWhole) =>
        new(
            Id,
            State,
            Operation,
            JsonElement.Parse(Input),
            Reasons,
            RequestedBy,
            Agent,
            RunId,
            ConversationId,
            RequestedAt,
            ExpiresAt,
            By,
            RowCount,
            PreviewHash,
            isWhole ? Rows() : null,
            DecidedBy,
            DecidedAt,
            Reason,
            ChangeId,
            isWhole && Result is not null ? JsonElement.Parse(Result) : null
        );

    /// <summary>The first rows of the preview.</summary>
    public IReadOnlyList<RowChange> Rows() => JsonSerializer.Deserialize<List<RowChange>>(Preview, Wire.Json)!;

    private static Approval Of(object?[] row, DateTimeOffset now)
    {
        var (state, expires) = (Enum.Parse<ApprovalState>((string)row[1]!), Time(row[20])!.Value);
        return new()
        {
            Id = (Guid)row[0]!,
            State = state is ApprovalState.Pending && expires <= now ? ApprovalState.Expired : state,
            RequestedBy = new((Guid)row[2]!),
            Agent = (string?)row[3],
            RunId = (Guid?)row[4],
            ConversationId = (Guid?)row[5],
            Credential = new((CredentialKind)(short)row[6]!, (Guid)row[7]!),
            Scopes = new((uint)(long)row[8]!),
            Tools = (string[]?)row[9],
            TimeZone = (string?)row[10],
            Operation = (string)row[11]!,
            Input = (string)row[12]!,
            IfVersion = (long?)row[13],
            Reasons = (string[])row[14]!,
            By = Enum.Parse<Decider>((string)row[15]!),
            Preview = (string)row[16]!,
            RowCount = (int)row[17]!,
            PreviewHash = (string)row[18]!,
            RequestedAt = Time(row[19])!.Value,
            ExpiresAt = expires,
            DecidedBy = row[21] is Guid by ? new(by) : null,
            DecidedAt = Time(row[22]),
            Reason = (string?)row[23],
            Result = (string?)row[24],
            ChangeId = (Guid?)row[25],
        };
    }

    private static DateTimeOffset? Time(object? value) => value is DateTime time ? new(time, TimeSpan.Zero) : null;
}

/// <param name="State">A pending one can still be decided; an expired one was not in time.</param>
/// <param name="Input">The exact call, ids in the place of names.</param>
/// <param name="Reasons">Why it was not done at once.</param>
/// <param name="RequestedBy">For whom the agent acts.</param>
/// <param name="By">Who may decide.</param>
/// <param name="RowCount">How many rows it would change.</param>
/// <param name="PreviewHash">Stands for the preview: who approves sends it along.</param>
/// <param name="Preview">The first 100 rows, before and after; not in lists.</param>
/// <param name="Reason">What who decided said about it.</param>
/// <param name="ChangeId">The change in which it was decided.</param>
/// <param name="Result">What the approved call answered; not in lists.</param>
public sealed record ApprovalView(
    Guid Id,
    ApprovalState State,
    string Operation,
    JsonElement Input,
    IReadOnlyList<string> Reasons,
    UserId RequestedBy,
    string? Agent,
    Guid? RunId,
    Guid? ConversationId,
    DateTimeOffset RequestedAt,
    DateTimeOffset ExpiresAt,
    Decider By,
    int RowCount,
    string PreviewHash,
    IReadOnlyList<RowChange>? Preview,
    UserId? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? Reason,
    Guid? ChangeId,
    JsonElement? Result
);
