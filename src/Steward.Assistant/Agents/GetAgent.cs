namespace Steward.Assistant;

[Operation("get_agent", Scopes.RunAgents, Route = "GET /agents/{name}")]
[Description("Shows one agent with its file and, of one of the tenant's own, the versions that are kept.")]
public sealed record GetAgent(
    [property: Required, MaxLength(AgentName.Longest), Description("Which agent.")] string Name,
    [property: Range(1, int.MaxValue), Description("An earlier version of its file. Absent: the one that holds.")]
        int? Number = null
) : IQuery<AgentDetails>
{
    internal sealed class Handler(
        AgentFileRepository agents,
        AgentVersionRepository versions,
        BuiltInAgents builtIn,
        AgentBook book,
        Catalogue catalogue
    ) : IHandler<GetAgent, AgentDetails>
    {
        public async Task<AgentDetails> Handle(GetAgent query, OperationContext context, CancellationToken ct)
        {
            if (await agents.Current(context.Tenant, query.Name, ct) is not { } own)
                return builtIn.Find(query.Name) is { } found
                    ? Details(AgentView.Of(found.Definition), found.Definition, found.Text, [])
                    : throw await book.Unknown(context.Tenant, query.Name, ct);
            var version = query.Number is { } number
                ? await versions.Numbered(context.Tenant, own.Agent.Id, number, ct)
                    ?? throw RefusalException.NotFound("agent_version")
                : own.Version;
            return Details(
                AgentView.Of(own.Agent, catalogue),
                book.Read(own.Agent, version.Text),
                version.Text,
                await versions.Listed(context.Tenant, own.Agent.Id, ct)
            );
        }

        private static AgentDetails Details(
            AgentView agent,
            AgentDefinition read,
            string text,
            IReadOnlyList<AgentVersionView> versions
        ) =>
            new(
                agent,
                [.. read.DisallowedTools.Order(StringComparer.Ordinal)],
                read.MaxTurns,
                read.Reviewers,
                read.Color,
                read.ProactiveTriggers,
                read.Memory,
                read.Instructions,
                text,
                versions
            );
    }
}

public sealed record AgentDetails(
    AgentView Agent,
    IReadOnlyList<string> DisallowedTools,
    [property: Description("How often it may turn to the model for one answer.")] int? MaxTurns,
    [property: Description("The agents that check its results.")] IReadOnlyList<string> Reviewers,
    string? Color,
    IReadOnlyList<string> ProactiveTriggers,
    string? Memory,
    [property: Description("What it is told, as it was understood.")] string Instructions,
    [property: Description("The file as it was given.")] string Text,
    [property: Description("Those that are kept, the newest first.")] IReadOnlyList<AgentVersionView> Versions
);
