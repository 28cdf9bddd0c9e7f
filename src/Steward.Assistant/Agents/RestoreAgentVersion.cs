namespace Steward.Assistant;

[Operation("restore_agent_version", Scopes.ManageTenant, Route = "POST /agents/{name}/versions/{number}/restoration")]
[Person]
[Description("Brings an earlier file of an agent of your own back, as its newest version.")]
public sealed record RestoreAgentVersion(
    [property: Required, MaxLength(AgentName.Longest), Description("Which agent.")] string Name,
    [property: Range(1, int.MaxValue), Description("Which version, as get_agent lists them.")] int Number
) : ICommand<AgentView>
{
    internal sealed class Handler(
        AgentFileRepository agents,
        AgentVersionRepository versions,
        AgentEditing editing,
        AgentBook book,
        Catalogue catalogue
    ) : IHandler<RestoreAgentVersion, AgentView>
    {
        public async Task<AgentView> Handle(RestoreAgentVersion command, OperationContext context, CancellationToken ct)
        {
            var (agent, holds) =
                await agents.Current(context.Tenant, command.Name, ct)
                ?? throw await editing.NotOwn(context.Tenant, command.Name, ct);
            var earlier =
                await versions.Numbered(context.Tenant, agent.Id, command.Number, ct)
                ?? throw RefusalException.NotFound("agent_version");
            if (holds.Text != earlier.Text)
                await editing.Replace(agent, book.Read(agent, earlier.Text), earlier.Text, context, ct);
            return AgentView.Of(agent, catalogue);
        }
    }
}
