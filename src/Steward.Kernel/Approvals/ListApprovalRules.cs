namespace Steward.Kernel;

[Operation("list_approval_rules", Scopes.ReadAudit, Route = "GET /approval_rules")]
[Description(
    "Lists the rules about what agents may do by themselves: those for everybody's agents and those for yours. Without any, what cannot be taken "
        + "back or leaves Steward waits for a person's approval, and all else is done."
)]
public sealed record ListApprovalRules : IQuery<ApprovalRuleList>
{
    internal sealed class Handler(Database database) : IHandler<ListApprovalRules, ApprovalRuleList>
    {
        public async Task<ApprovalRuleList> Handle(
            ListApprovalRules query,
            OperationContext context,
            CancellationToken ct
        )
        {
            var rules = await database.Seen<ApprovalRule>(context.Caller).OrderBy(rule => rule.Id).ToListAsync(ct);
            return new([.. rules.Select(ApprovalRuleView.Of)]);
        }
    }
}

/// <param name="Items">All of them: there are 500 for everybody and 500 for each person at most.</param>
public sealed record ApprovalRuleList(IReadOnlyList<ApprovalRuleView> Items);
