namespace Steward.Assistant;

[Operation("update_server_tool", Scopes.ManageTenant, Route = "PATCH /servers/{server}/tools/{tool}")]
[Person]
[Description(
    "Decides about one tool of a server: whether agents may call it, whether they ask before, and whether what the server says about it now is "
        + "accepted. Look at it with get_server first."
)]
public sealed record UpdateServerTool(
    [property: Required, MaxLength(ServerNames.Longest), Description("Which server, by its name.")] string Server,
    [property: Required, MaxLength(ServerNames.LongestTool), Description("Which tool, as the server calls it.")]
        string Tool,
    [property: Description("Whether agents may call it.")] Optional<bool> IsAllowed = default,
    [property:
        MaxLength(64),
        Description("The new_hash that get_server shows: what the server says now is accepted. Agents ask again then.")
    ]
        string? Accept = null,
    [property: Description(
        "Whether agents call it without asking a person. It holds only in Steward's own runs, and only as long as a run has read nothing of others."
    )]
        Optional<bool> IsUnasked = default
) : ICommand<ServerToolView>
{
    internal sealed class Handler(OutsideServerRepository servers, OutsideToolRepository tools, ServerEditing editing)
        : IHandler<UpdateServerTool, ServerToolView>
    {
        public async Task<ServerToolView> Handle(
            UpdateServerTool command,
            OperationContext context,
            CancellationToken ct
        )
        {
            var server = await servers.Named(context.Tenant, command.Server, ct);
            var tool = await tools.Named(context.Tenant, server.Id, command.Tool, ct);
            var before = (tool.IsAllowed, tool.IsUnasked, tool.Hash);
            if (command.Accept is { } seen)
                tool.Accept(seen);
            tool.IsAllowed = command.IsAllowed.Or(tool.IsAllowed);
            tool.IsUnasked = command.IsUnasked.Or(tool.IsUnasked);
            if (before != (tool.IsAllowed, tool.IsUnasked, tool.Hash))
            {
                await editing.Keep(server, context, ct);
                context.Raise(new ServerUpdated(server.Id, server.Name, server.Number));
            }
            return ServerToolView.Of(server, tool);
        }
    }
}
