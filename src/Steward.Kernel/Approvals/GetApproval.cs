namespace Steward.Kernel;

[Operation("get_approval", null, Route = "GET /approvals/{approval_id}")]
[Description(
    "Shows a call that needs a person's approval: what it would change, row by row, and what became of it. An agent whose call was refused with "
        + "approval_required asks here instead of calling again."
)]
public sealed record GetApproval([property: Description("From the refusal, or from list_approvals.")] Guid ApprovalId)
    : IQuery<ApprovalView>
{
    internal sealed class Handler(Database database) : IHandler<GetApproval, ApprovalView>
    {
        public async Task<ApprovalView> Handle(GetApproval query, OperationContext context, CancellationToken ct) =>
            (await new ApprovalAccess(database).Get(query.ApprovalId, context.Caller, ct)).View(isWhole: true);
    }
}
