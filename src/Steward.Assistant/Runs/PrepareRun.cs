namespace Steward.Assistant;

/// <summary>What a node needs to know before it begins with a run.</summary>
[Operation("prepare_run", null)]
[System]
[Description("Reads the agent of a run and how much the tenant's runs may take and call.")]
public sealed record PrepareRun([property: MaxLength(64)] string? Agent) : IQuery<RunPlan>
{
    internal sealed class Handler(
        AgentBook agents,
        Repository<RunLimits> limits,
        OutsideToolRepository tools,
        OutsideOptions outside,
        Porch porch
    ) : IHandler<PrepareRun, RunPlan>
    {
        public async Task<RunPlan> Handle(PrepareRun query, OperationContext context, CancellationToken ct)
        {
            var agent = await agents.Get(context.Tenant, query.Agent, ct);
            var known =
                (await limits.List(context.Tenant, _ => true, ct)).FirstOrDefault() ?? RunLimits.Usual(context.Tenant);
            var callable = (await tools.Callable(context.Tenant, ct)).FindAll(tool =>
                tool.Entry is null || outside.Find(tool.Entry) is not null
            );
            if (known is { TokensPerDay: null, CostPerDay: null })
                return new(agent, RunLimitsView.Of(known), 0, 0, callable);
            var used = await porch.Call("assistant.used_today", ct, context.Tenant);
            return new(agent, RunLimitsView.Of(known), (long)used[0][0]!, (long)used[0][1]!, callable);
        }
    }
}

public sealed record RunPlan(
    AgentDefinition Agent,
    RunLimitsView Limits,
    long TokensToday,
    long CostToday,
    [property: Description("The tools of other servers that agents may call here.")]
        IReadOnlyList<CallableTool> OutsideTools
);
