namespace Steward.Assistant;

[Operation("add_agent", Scopes.ManageTenant, Route = "POST /agents")]
[Person]
[Description(
    "Adds an agent from its file: front matter between lines of ---, and instructions in Markdown below. Files that were made for other programs are taken "
        + "as they are: the answer tells what was taken otherwise (warnings) and which of its tools Steward does not have (missing_tools). One with the name of a "
        + "built-in agent replaces that."
)]
public sealed record AddAgent(
    [property: Required, MaxLength(AgentReader.LongestText), Description("The whole file.")] string Text,
    [property: MaxLength(200), Description("What it is called, or its file's name. Absent: as the file says.")]
        string? Name = null,
    [property: Description("Refuse what would be a warning, such as a field that is not known.")] bool Strict = false,
    [property: Uuid7, Description("An id made by the client, a UUID version 7, so that a repeated call adds nothing.")]
        Guid? Id = null
) : ICommand<AgentView>
{
    private const int MostAgents = 100;

    internal sealed class Handler(AgentFileRepository agents, Repository<AgentVersion> versions, Catalogue catalogue)
        : IHandler<AddAgent, AgentView>
    {
        public async Task<AgentView> Handle(AddAgent command, OperationContext context, CancellationToken ct)
        {
            var read = AgentReader.Read(command.Text, command.Name, command.Strict, catalogue);
            var name = command.Name is null ? read.Name : AgentName.Like(command.Name) ?? throw NoName();
            var others = await agents.List(context.Tenant, ct);
            if (others.Any(other => other.Name == name))
                throw RefusalException.Conflict(
                    "already_exists",
                    $"There is an agent called {name} already. Give it another file with update_agent, or add this one under another name."
                );
            if (others.Count >= MostAgents)
                throw RefusalException.Conflict(
                    "too_many_agents",
                    $"There are {MostAgents} agents. Remove some first."
                );
            var agent = new AgentFile
            {
                Id = command.Id ?? context.NewId(),
                Name = name,
                CreatedBy = context.User,
            };
            versions.Add(context.Tenant, agent.Take(read, command.Text, context));
            agents.Add(context.Tenant, agent);
            context.Raise(new AgentAdded(agent.Id, agent.Name));
            return AgentView.Of(agent, catalogue);
        }

        private static RefusalException NoName() => RefusalException.Invalid("/name", "invalid_name", AgentName.Rule);
    }
}
