namespace Steward.Assistant;

[Operation("remove_agent", Scopes.ManageTenant, Route = "DELETE /agents/{name}")]
[Person]
[Description(
    "Takes an agent of your own away, with its versions; a built-in one of the same name is there again. undo_change brings it back."
)]
public sealed record RemoveAgent(
    [property: Required, MaxLength(AgentName.Longest), Description("Which agent.")] string Name
) : ICommand<Nothing>
{
    internal sealed class Handler(AgentFileRepository agents, AgentVersionRepository versions, AgentEditing editing)
        : IHandler<RemoveAgent, Nothing>
    {
        public async Task<Nothing> Handle(RemoveAgent command, OperationContext context, CancellationToken ct)
        {
            var agent =
                await agents.Named(context.Tenant, command.Name, ct)
                ?? throw await editing.NotOwn(context.Tenant, command.Name, ct);
            foreach (var version in await versions.Of(context.Tenant, agent.Id, ct))
                versions.Remove(context.Tenant, version);
            agents.Remove(context.Tenant, agent);
            context.Raise(new AgentRemoved(agent.Id, agent.Name));
            return Nothing.Value;
        }
    }
}
