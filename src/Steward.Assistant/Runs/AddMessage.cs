namespace Steward.Assistant;

[Operation(
    "add_message",
    Scopes.RunAgents,
    Route = "POST /conversations/{conversation_id}/messages",
    GoesOn = true,
    NeverUndone = "what was said stays said; undo_changes takes back what the run did."
)]
[Description(
    "Says something to an agent and begins a run, which works on it: get_run and list_steps tell how far it is. What a rule understands is "
        + "done at once and without a model; anything else is for a model. With Accept: text/event-stream the steps come as they happen."
)]
public sealed record AddMessage(
    [property: Resource("conversation", Access.Write)] Guid ConversationId,
    [property: Required, MaxLength(AddMessage.Longest), Description("What a person would say.")] string Text,
    [property: MaxLength(64), Description("Which agent is to do it. Absent: rules first, then steward.")]
        string? Agent = null,
    [property: MaxLength(100), Description("Ids of what the person has selected: what is said is about these.")]
        IReadOnlyList<Guid>? Selection = null
) : ICommand<RunView>
{
    internal const int Longest = 32_000;

    internal sealed class Handler(Repository<Conversation> conversations, Runs runs, AgentBook agents)
        : IHandler<AddMessage, RunView>
    {
        public async Task<RunView> Handle(AddMessage command, OperationContext context, CancellationToken ct)
        {
            if (context.Caller.Kind is CallerKind.Agent)
                throw RefusalException.Forbidden("not_for_agents", "Only a person says something here.");
            var conversation = await conversations.Get(context.Tenant, command.ConversationId, ct);
            if (command.Agent is not null)
                await agents.Check(context.Tenant, command.Agent, ct);
            var run = New(context, conversation.Id, command.Agent, command.Text, command.Selection ?? []);
            context.Raise(conversation.Say(command.Text, run.Id, context.Now));
            runs.Begin(context, run);
            return RunView.Of(run);
        }
    }

    internal static Run New(
        OperationContext context,
        Guid conversation,
        string? agent,
        string said,
        IReadOnlyList<Guid> selection
    )
    {
        var id = context.NewId();
        return new()
        {
            Tenant = context.Tenant,
            Id = id,
            ConversationId = conversation,
            User = context.User,
            Agent = agent,
            Said = said,
            Selection = selection,
            Caller = RunCaller.Of(context.Caller),
            State = RunState.Queued,
            RootId = id,
            Depth = 0,
            IsTainted = false,
            Named = [],
            InputTokens = 0,
            OutputTokens = 0,
            Cost = 0,
            IsCancelled = false,
            CreatedAt = context.Now,
        };
    }
}
