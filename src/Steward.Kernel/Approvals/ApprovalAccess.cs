namespace Steward.Kernel;

/// <summary>
/// Who sees a waiting call: for whom it was made, with no fewer rights than it was made with, and those who may approve and see every row that it would change. Of one that would
/// change none, or more than are kept, nobody else can tell that.
/// </summary>
internal sealed class ApprovalAccess(Database database)
{
    public async Task<List<Approval>> Visible(IReadOnlyList<Approval> approvals, Caller caller, CancellationToken ct)
    {
        var mayApprove = caller.Kind is CallerKind.User && caller.Scopes.Contains(Scopes.ApproveActions);
        var others = mayApprove ? approvals.Where(one => !IsOwn(one)).ToList() : [];
        var seen = await new ChangeAccess(database).Visible([.. others.Select(AsChange)], caller, ct);
        var ids = seen.Select(change => change.Id).ToHashSet();
        return [.. approvals.Where(one => IsOwn(one) || ids.Contains(one.Id))];

        // A key that may read less does not read here what another asked for.
        bool IsOwn(Approval approval) =>
            approval.RequestedBy == caller.User
            && caller.Scopes.Covers(approval.Scopes.Intersect(Scopes.Of(caller.Role)));

        Change AsChange(Approval approval)
        {
            var change = new Change
            {
                TenantId = caller.Tenant,
                Id = approval.Id,
                Operation = approval.Operation,
                Surface = "",
                UserId = approval.RequestedBy,
                CorrelationId = "",
                Events = "[]",
                Calls = [],
                Undoes = [],
                Summary = "",
            };
            var rows = approval.Rows();
            if (rows.Count == approval.RowCount)
                change.Rows.AddRange(rows.Select((row, number) => AsRow(approval, row, number)));
            return change;
        }

        ChangedRow AsRow(Approval approval, RowChange row, int number) =>
            new()
            {
                TenantId = caller.Tenant,
                ChangeId = approval.Id,
                Number = number,
                Entity = row.Entity,
                RowId = row.Id,
                Kind = Wire.Name(row.Kind.ToString()),
                Before = row.Before?.GetRawText(),
                After = row.After?.GetRawText(),
            };
    }

    /// <summary>The approval, if the caller sees it.</summary>
    public async Task<Approval> Get(Guid id, Caller caller, CancellationToken ct, bool isHeld = false)
    {
        var found = await Approval.Read(database, caller.Tenant, isHeld ? "id = $2 FOR UPDATE" : "id = $2", ct, id);
        return (await Visible(found, caller, ct)) is [var approval]
            ? approval
            : throw RefusalException.NotFound("approval");
    }
}
