namespace Steward.Assistant;

[Operation("list_agents", Scopes.RunAgents, Route = "GET /agents")]
[Description("Lists the agents: those that come with Steward, and the tenant's own, with what each may use.")]
public sealed record ListAgents : IQuery<AgentList>
{
    internal sealed class Handler(AgentFileRepository agents, BuiltInAgents builtIn, Catalogue catalogue)
        : IHandler<ListAgents, AgentList>
    {
        public async Task<AgentList> Handle(ListAgents query, OperationContext context, CancellationToken ct)
        {
            var own = await agents.List(context.Tenant, ct);
            return new([
                .. builtIn
                    .All.Select(agent => AgentView.Of(agent.Definition))
                    .ExceptBy(own.Select(agent => agent.Name), agent => agent.Name)
                    .Concat(own.Select(agent => AgentView.Of(agent, catalogue)))
                    .OrderBy(agent => agent.Name, StringComparer.Ordinal),
            ]);
        }
    }
}

/// <param name="Items">All of them: a tenant has 100 of its own at most.</param>
public sealed record AgentList(IReadOnlyList<AgentView> Items);
