namespace Steward.Assistant;

[Operation("open_outside_call", null)]
[System]
[SecretResult]
[Description("What Steward itself needs to make a call of an outside tool, the server's secret still encrypted.")]
public sealed record OpenOutsideCall(Guid OutsideCallId) : IQuery<OpenedCall>
{
    internal sealed class Handler(
        OutsideCallRepository calls,
        Repository<OutsideServer> servers,
        OutsideToolRepository tools
    ) : IHandler<OpenOutsideCall, OpenedCall>
    {
        public async Task<OpenedCall> Handle(OpenOutsideCall query, OperationContext context, CancellationToken ct)
        {
            var call = await calls.Get(context.Tenant, query.OutsideCallId, ct);
            var server = await servers.Find(context.Tenant, call.ServerId, ct);
            var tool = server is null ? null : await tools.Find(context.Tenant, server.Id, call.Tool, ct);
            return new(
                call.Id,
                call.Tool,
                call.Hash,
                call.Arguments,
                call.CreatedAt,
                server is null ? null : OpenedServer.Of(server),
                Obstacle(server, tool)
            );
        }

        private static string? Obstacle(OutsideServer? server, OutsideTool? tool) =>
            server is null ? "was removed before"
            : !server.IsEnabled ? "was switched off before"
            : tool is not { IsAllowed: true } ? "was not called: the tool is not allowed any more"
            : null;
    }
}

/// <param name="Server">Null: it was removed.</param>
/// <param name="Obstacle">Why it is not made any more, as things stand now: ends a sentence that begins with the server.</param>
public sealed record OpenedCall(
    Guid Id,
    string Tool,
    string Hash,
    string Arguments,
    DateTimeOffset CreatedAt,
    OpenedServer? Server,
    string? Obstacle
);
