namespace Steward.Tasks;

[Operation("delete_comment", Scopes.WriteTasks, Route = "DELETE /comments/{comment_id}")]
[Description("Takes a comment away; undo_change brings it back.")]
public sealed record DeleteComment([property: Resource("comment", Access.Delete)] Guid CommentId) : ICommand<Nothing>
{
    internal sealed class Handler(Repository<Comment> comments) : IHandler<DeleteComment, Nothing>
    {
        public async Task<Nothing> Handle(DeleteComment command, OperationContext context, CancellationToken ct)
        {
            var comment = await comments.Get(context.Tenant, command.CommentId, ct);
            comments.Remove(context.Tenant, comment);
            context.Raise(new CommentDeleted(comment.Id, comment.TaskId));
            return Nothing.Value;
        }
    }
}
