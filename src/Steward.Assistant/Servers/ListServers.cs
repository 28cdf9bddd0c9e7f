namespace Steward.Assistant;

[Operation("list_servers", Scopes.RunAgents, Route = "GET /servers")]
[Description("Lists the other MCP servers whose tools this tenant's agents may use, and how they are doing.")]
public sealed record ListServers : IQuery<ServerList>
{
    internal sealed class Handler(OutsideServerRepository servers, OutsideToolRepository tools, OutsideServers health)
        : IHandler<ListServers, ServerList>
    {
        public async Task<ServerList> Handle(ListServers query, OperationContext context, CancellationToken ct)
        {
            var counts = await tools.Counts(context.Tenant, ct);
            return new([
                .. (await servers.List(context.Tenant, ct))
                    .OrderBy(server => server.Name, StringComparer.Ordinal)
                    .Select(server =>
                        ServerView.Of(
                            server,
                            health.HealthOf(context.Tenant, server.Id),
                            counts.GetValueOrDefault(server.Id)
                        )
                    ),
            ]);
        }
    }
}

/// <param name="Items">All of them: a tenant has 20 at most.</param>
public sealed record ServerList(IReadOnlyList<ServerView> Items);
