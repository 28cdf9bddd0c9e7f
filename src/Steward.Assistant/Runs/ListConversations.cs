namespace Steward.Assistant;

[Operation("list_conversations", Scopes.RunAgents, Route = "GET /conversations")]
[Description("Lists your conversations with agents, the newest first, in pages.")]
public sealed record ListConversations(
    [property: Range(1, 200), Description("How many at most.")] int Limit = 50,
    [property: MaxLength(100), Description("The next_cursor of the page before.")] string? Cursor = null
) : IQuery<Page<ConversationView>>
{
    internal sealed class Handler(Repository<Conversation> conversations)
        : IHandler<ListConversations, Page<ConversationView>>
    {
        public async Task<Page<ConversationView>> Handle(
            ListConversations query,
            OperationContext context,
            CancellationToken ct
        ) =>
            (await conversations.Page(context.Tenant, context.Caller, _ => true, query.Limit, query.Cursor, ct)).Select(
                ConversationView.Of
            );
    }
}
