namespace Steward.Assistant;

[Operation("update_conversation", Scopes.RunAgents, Route = "PATCH /conversations/{conversation_id}")]
[Description("Gives a conversation another title.")]
public sealed record UpdateConversation(
    [property: Resource("conversation", Access.Write)] Guid ConversationId,
    [property: Required, MaxLength(200), Description("What it is called.")] string Title
) : ICommand<ConversationView>
{
    internal sealed class Handler(Repository<Conversation> conversations)
        : IHandler<UpdateConversation, ConversationView>
    {
        public async Task<ConversationView> Handle(
            UpdateConversation command,
            OperationContext context,
            CancellationToken ct
        )
        {
            var conversation = await conversations.Get(context.Tenant, command.ConversationId, ct);
            conversation.Title = command.Title;
            context.Raise(new ConversationRenamed(conversation.Id));
            return ConversationView.Of(conversation);
        }
    }
}
