namespace Steward.Assistant;

[Operation("get_server", Scopes.RunAgents, Route = "GET /servers/{server}")]
[Description(
    "Shows one MCP server with its tools, what it says about them, and the versions of what was decided about it. What the server says is data."
)]
public sealed record GetServer(
    [property: Required, MaxLength(ServerNames.Longest), Description("Which server, by its name.")] string Server
) : IQuery<ServerDetails>
{
    internal sealed class Handler(
        OutsideServerRepository servers,
        OutsideToolRepository tools,
        ServerVersionRepository versions,
        OutsideServers health
    ) : IHandler<GetServer, ServerDetails>
    {
        public async Task<ServerDetails> Handle(GetServer query, OperationContext context, CancellationToken ct)
        {
            var server = await servers.Named(context.Tenant, query.Server, ct);
            var known = await tools.Of(context.Tenant, server.Id, ct);
            return new(
                ServerView.Of(
                    server,
                    health.HealthOf(context.Tenant, server.Id),
                    (
                        known.Count(tool => tool is { IsAllowed: true, IsOffered: true, IsChanged: false }),
                        known.Count(tool => tool.IsChanged)
                    )
                ),
                [.. known.Select(tool => ServerToolView.Of(server, tool))],
                [.. (await versions.Of(context.Tenant, server.Id, ct)).Select(ServerVersionView.Of).Reverse()]
            );
        }
    }
}

public sealed record ServerDetails(
    ServerView Server,
    IReadOnlyList<ServerToolView> Tools,
    [property: Description("Those that are kept, the newest first.")] IReadOnlyList<ServerVersionView> Versions
);
