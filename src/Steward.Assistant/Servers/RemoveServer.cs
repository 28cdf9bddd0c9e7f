namespace Steward.Assistant;

[Operation("remove_server", Scopes.ManageTenant, Route = "DELETE /servers/{server}")]
[Person]
[Description(
    "Takes a server away from this tenant's agents, with what was decided about its tools. undo_change brings it back, without its secret. What it was "
        + "asked stays listed."
)]
public sealed record RemoveServer(
    [property: Required, MaxLength(ServerNames.Longest), Description("Which server, by its name.")] string Server
) : ICommand<Nothing>
{
    internal sealed class Handler(
        OutsideServerRepository servers,
        OutsideToolRepository tools,
        ServerVersionRepository versions
    ) : IHandler<RemoveServer, Nothing>
    {
        public async Task<Nothing> Handle(RemoveServer command, OperationContext context, CancellationToken ct)
        {
            var server = await servers.Named(context.Tenant, command.Server, ct);
            foreach (var tool in await tools.Of(context.Tenant, server.Id, ct))
                tools.Remove(context.Tenant, tool);
            foreach (var version in await versions.Of(context.Tenant, server.Id, ct))
                versions.Remove(context.Tenant, version);
            servers.Remove(context.Tenant, server);
            context.Raise(new ServerRemoved(server.Id, server.Name));
            return Nothing.Value;
        }
    }
}
