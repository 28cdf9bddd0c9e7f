namespace Steward.Tasks;

[Operation("list_comments", Scopes.ReadTasks, Route = "GET /tasks/{task_id}/comments", Everyday = 14)]
[Description("Lists the comments on a task, the newest first, in pages.")]
public sealed record ListComments(
    [property: Resource("task")] Guid TaskId,
    [property: Range(1, 200), Description("How many at most.")] int Limit = 50,
    [property: MaxLength(100), Description("The next_cursor of the page before.")] string? Cursor = null
) : IQuery<Page<CommentView>>
{
    internal sealed class Handler(Repository<Comment> comments) : IHandler<ListComments, Page<CommentView>>
    {
        public async Task<Page<CommentView>> Handle(
            ListComments query,
            OperationContext context,
            CancellationToken ct
        ) =>
            (
                await comments.Page(
                    context.Tenant,
                    context.Caller,
                    comment => comment.TaskId == query.TaskId,
                    query.Limit,
                    query.Cursor,
                    ct
                )
            ).Select(CommentView.Of);
    }
}
