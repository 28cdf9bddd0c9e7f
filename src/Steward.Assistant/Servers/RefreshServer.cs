namespace Steward.Assistant;

[Operation(
    "refresh_server",
    Scopes.ManageTenant,
    Route = "POST /servers/{server}/refreshment",
    NeverUndone = "it has been asked."
)]
[Person]
[Description("Connects to a server anew and asks for its tools; get_server shows what came of it.")]
public sealed record RefreshServer(
    [property: Required, MaxLength(ServerNames.Longest), Description("Which server, by its name.")] string Server
) : ICommand<ServerView>
{
    internal sealed class Handler(OutsideServerRepository servers, ServerEditing editing)
        : IHandler<RefreshServer, ServerView>
    {
        public async Task<ServerView> Handle(RefreshServer command, OperationContext context, CancellationToken ct)
        {
            var server = await servers.Named(context.Tenant, command.Server, ct);
            if (!server.IsEnabled)
                throw Disabled(server);
            editing.CheckOffered(server);
            await editing.Ask(server, context, ct);
            context.Raise(new ServerRefreshed(server.Id, server.Name));
            return ServerView.Of(server);
        }
    }

    internal static RefusalException Disabled(OutsideServer server) =>
        RefusalException.Conflict(
            "server_disabled",
            $"{server.Name} is switched off here. Who runs the tenant switches it on with update_server."
        );
}
