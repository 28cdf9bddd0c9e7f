namespace Steward.Tasks;

[Operation("add_comment", Scopes.WriteTasks, Route = "POST /tasks/{task_id}/comments", Everyday = 13)]
[Description("Adds a comment to a task. Whom it is meant for in particular is told by mention_ids.")]
public sealed record AddComment(
    [property: Resource("task")] Guid TaskId,
    [property: Required, MaxLength(20_000), Description("In Markdown.")] string Body,
    [property: Resource("membership"), MaxLength(50), Description("The members who are to be told of it.")]
        IReadOnlyList<UserId>? MentionIds = null,
    [property: Uuid7, Description("An id made by the client, a UUID version 7, so that a repeated call adds nothing.")]
        Guid? Id = null
) : ICommand<CommentView>
{
    internal sealed class Handler(TaskRepository tasks, Repository<Comment> comments)
        : IHandler<AddComment, CommentView>
    {
        public async Task<CommentView> Handle(AddComment command, OperationContext context, CancellationToken ct)
        {
            await tasks.GetStanding(context.Tenant, command.TaskId, ct);
            var comment = new Comment
            {
                Id = command.Id ?? context.NewId(),
                TaskId = command.TaskId,
                Body = command.Body,
                MentionIds = [.. (command.MentionIds ?? []).Select(user => user.Value).Distinct()],
                CreatedBy = context.User,
            };
            comments.Add(context.Tenant, comment);
            context.Raise(new CommentAdded(comment.Id, comment.TaskId));
            foreach (var mentioned in comment.MentionIds)
                context.Raise(new MemberMentioned(new(mentioned), comment.Id, comment.TaskId));
            return CommentView.Of(comment);
        }
    }
}
