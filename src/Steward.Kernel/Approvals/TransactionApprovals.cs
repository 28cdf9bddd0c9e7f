namespace Steward.Kernel;

/// <summary>What approvals ask of a call's transaction.</summary>
internal sealed partial class Transaction
{
    private Approvals? approvals;

    private Approvals Approvals => approvals ??= new(Database);

    /// <summary>Whether an agent may do it by itself; what it may not is refused, or noted for <see cref="CheckApproval"/>.</summary>
    public Task Judge(OperationInfo operation, IOperation? input, bool isOuter, CancellationToken ct) =>
        Approvals.Judge(operation, input, Caller, isOuter, ct);

    public void Spare(OperationInfo operation) => Approvals.Spare(operation, Caller);

    /// <summary>What was handled is taken back if a person has to approve it.</summary>
    /// <exception cref="ApprovalNeededException">It is to be stored.</exception>
    public async Task CheckApproval(OperationInfo operation, IOperation input, CancellationToken ct)
    {
        if (onlyPreview || !Approvals.Concern(operation, Caller))
            return;
        var rows = recorder.Rows;
        if (await Approvals.Settle(Caller.Tenant, rows.Count, ct) is not { } need)
            return;
        CheckWhole(operation);
        throw ApprovalNeededException.Of(
            StoreApproval.Of(Caller, operation, input, request!, need, rows, PreviewHash.Of(rows, entities, Now))
        );
    }

    /// <summary>Does a stored call as who asked for it, with the rights that hold now. What it does is part of this change.</summary>
    public async Task<(object? Result, IReadOnlyList<RowImages> Rows, Decider By)> RunApproved(
        Approval approval,
        OperationInfo operation,
        CancellationToken ct
    )
    {
        var (decider, door) = (Caller, db.Door);
        try
        {
            Caller = await AdmitAgain(approval.Caller(decider), ct);
            Approvals.IsApproved = true;
            Gate.Check(operation, Caller);
            var given = operation.Parse(System.Text.Encoding.UTF8.GetBytes(approval.Input));
            Validation.Check(operation, given.Operation);
            await Gate.CheckResources(Database, Caller, operation, given.Operation, approval.IfVersion, ct);
            await Judge(operation, given.Operation, isOuter: true, ct);
            calls.Add(operation.Name);
            var result = await Handle(operation, given.Operation, ct);
            // The change is the decider's, and belongs to the agent's run, with which it can be undone.
            Caller = decider with
            {
                Agent = approval.Agent,
                RunId = approval.RunId,
                ConversationId = approval.ConversationId,
            };
            return (result, recorder.Rows, Approvals.By);
        }
        finally
        {
            db.Door = door;
        }
    }

    /// <summary>From here on it is the requester who stands in the door, with the time zone of the call.</summary>
    private async Task<Caller> AdmitAgain(Caller requester, CancellationToken ct)
    {
        try
        {
            db.Door = new Entry(requester, isReadOnly: false);
            await db.AskDoor(ct);
            return db.Door.Admitted!;
        }
        catch (RefusalException refusal) when (refusal.Kind is RefusalKind.Unauthenticated)
        {
            throw RefusalException.Conflict(
                "requester_gone",
                "The session or key that asked for this has ended, or its user is no longer a member. Deny it; the agent may ask anew."
            );
        }
    }
}
