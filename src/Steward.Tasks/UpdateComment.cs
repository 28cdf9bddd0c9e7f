namespace Steward.Tasks;

[Operation("update_comment", Scopes.WriteTasks, Route = "PATCH /comments/{comment_id}")]
[Description("Changes the text of a comment of your own.")]
public sealed record UpdateComment(
    [property: Resource("comment", Access.Write)] Guid CommentId,
    [property: Required, MaxLength(20_000), Description("In Markdown.")] string Body
) : ICommand<CommentView>
{
    internal sealed class Handler(TaskRepository tasks, Repository<Comment> comments)
        : IHandler<UpdateComment, CommentView>
    {
        public async Task<CommentView> Handle(UpdateComment command, OperationContext context, CancellationToken ct)
        {
            var comment = await comments.Get(context.Tenant, command.CommentId, ct);
            await tasks.GetStanding(context.Tenant, comment.TaskId, ct);
            if (comment.Body != command.Body)
            {
                (comment.Body, comment.EditedAt) = (command.Body, context.Now);
                context.Raise(new CommentUpdated(comment.Id, comment.TaskId));
            }
            return CommentView.Of(comment);
        }
    }
}
