namespace Steward.Kernel;

[Operation("remove_approval_rule", Scopes.ApproveActions, Route = "DELETE /approval_rules/{rule_id}")]
[Person]
[Description("Takes away a rule about agents. One for everybody's agents only who runs the tenant takes away.")]
public sealed record RemoveApprovalRule([property: Resource("approval_rule", Access.Delete)] Guid RuleId)
    : ICommand<Nothing>
{
    internal sealed class Handler(Repository<ApprovalRule> rules) : IHandler<RemoveApprovalRule, Nothing>
    {
        public async Task<Nothing> Handle(RemoveApprovalRule command, OperationContext context, CancellationToken ct)
        {
            var rule = await rules.Get(context.Tenant, command.RuleId, ct);
            rules.Remove(context.Tenant, rule);
            context.Raise(new ApprovalRuleRemoved(rule.Id, rule.Target));
            return Nothing.Value;
        }
    }
}

public sealed record ApprovalRuleRemoved(Guid RuleId, string Target) : Event;
