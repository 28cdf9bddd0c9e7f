namespace Steward.Assistant;

[Operation("get_conversation", Scopes.RunAgents, Route = "GET /conversations/{conversation_id}")]
[Description("Shows a conversation; list_runs shows what was said in it.")]
public sealed record GetConversation([property: Resource("conversation")] Guid ConversationId)
    : IQuery<ConversationView>
{
    internal sealed class Handler(Repository<Conversation> conversations) : IHandler<GetConversation, ConversationView>
    {
        public async Task<ConversationView> Handle(
            GetConversation query,
            OperationContext context,
            CancellationToken ct
        ) => ConversationView.Of(await conversations.Get(context.Tenant, query.ConversationId, ct));
    }
}
