namespace Steward.Assistant;

[Operation("get_run_limits", Scopes.RunAgents, Route = "GET /run_limits")]
[Description("Shows how much the agents of this tenant may take.")]
public sealed record GetRunLimits : IQuery<RunLimitsView>
{
    internal sealed class Handler(Repository<RunLimits> limits) : IHandler<GetRunLimits, RunLimitsView>
    {
        public async Task<RunLimitsView> Handle(GetRunLimits query, OperationContext context, CancellationToken ct) =>
            RunLimitsView.Of(
                (await limits.List(context.Tenant, _ => true, ct)).FirstOrDefault() ?? RunLimits.Usual(context.Tenant)
            );
    }
}
