namespace Steward.Assistant;

[Operation(
    "delete_conversation",
    Scopes.RunAgents,
    Route = "DELETE /conversations/{conversation_id}",
    Effect = Effect.Destructive,
    NeverUndone = "what was said in it is gone."
)]
[Description(
    "Deletes a conversation and all that was said in it, for good. What agents did in it stays, and can still be undone by its changes."
)]
public sealed record DeleteConversation([property: Resource("conversation", Access.Delete)] Guid ConversationId)
    : ICommand<Nothing>
{
    internal sealed class Handler(Repository<Conversation> conversations, Runs runs)
        : IHandler<DeleteConversation, Nothing>
    {
        public async Task<Nothing> Handle(DeleteConversation command, OperationContext context, CancellationToken ct)
        {
            await runs.Delete(context.Tenant, command.ConversationId, ct);
            conversations.Remove(context.Tenant, await conversations.Get(context.Tenant, command.ConversationId, ct));
            context.Raise(new ConversationDeleted(command.ConversationId));
            return Nothing.Value;
        }
    }
}
