namespace Steward.Assistant;

[Operation("add_conversation", Scopes.RunAgents, Route = "POST /conversations")]
[Description("Begins a conversation with agents; add_message says something in it. It is yours alone.")]
public sealed record AddConversation(
    [property: MaxLength(200), Description("What it is called. Absent: by what is said first.")] string? Title = null,
    [property: Uuid7, Description("An id made by the client, a UUID version 7, so that a repeated call adds nothing.")]
        Guid? Id = null
) : ICommand<ConversationView>
{
    internal sealed class Handler(Repository<Conversation> conversations) : IHandler<AddConversation, ConversationView>
    {
        public Task<ConversationView> Handle(AddConversation command, OperationContext context, CancellationToken ct)
        {
            var conversation = new Conversation
            {
                Id = command.Id ?? context.NewId(),
                UserId = context.User,
                Title = command.Title ?? "",
            };
            conversations.Add(context.Tenant, conversation);
            context.Raise(new ConversationAdded(conversation.Id));
            return Task.FromResult(ConversationView.Of(conversation));
        }
    }
}
