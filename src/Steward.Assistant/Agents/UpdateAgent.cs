namespace Steward.Assistant;

[Operation("update_agent", Scopes.ManageTenant, Route = "PATCH /agents/{name}")]
[Person]
[Description(
    "Gives an agent of your own another file; it keeps its name. The files before are kept: get_agent lists them, restore_agent_version brings one back."
)]
public sealed record UpdateAgent(
    [property: Required, MaxLength(AgentName.Longest), Description("Which agent.")] string Name,
    [property: Required, MaxLength(AgentReader.LongestText), Description("The whole file.")] string Text,
    [property: Description("Refuse what would be a warning, such as a field that is not known.")] bool Strict = false
) : ICommand<AgentView>
{
    internal sealed class Handler(AgentFileRepository agents, AgentEditing editing, Catalogue catalogue)
        : IHandler<UpdateAgent, AgentView>
    {
        public async Task<AgentView> Handle(UpdateAgent command, OperationContext context, CancellationToken ct)
        {
            var (agent, holds) =
                await agents.Current(context.Tenant, command.Name, ct)
                ?? throw await editing.NotOwn(context.Tenant, command.Name, ct);
            var read = AgentReader.Read(command.Text, agent.Name, command.Strict, catalogue);
            if (holds.Text != command.Text)
                await editing.Replace(agent, read, command.Text, context, ct);
            return AgentView.Of(agent, catalogue);
        }
    }
}
