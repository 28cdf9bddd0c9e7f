namespace Steward.Tasks;

[Operation("list_views", Scopes.ReadTasks, Route = "GET /views")]
[Description(
    "Lists the saved views, yours and the shared ones, the newest first, in pages. list_tasks with view_id shows a view's tasks."
)]
public sealed record ListViews(
    [property: Range(1, 200), Description("How many at most.")] int Limit = 50,
    [property: MaxLength(100), Description("The next_cursor of the page before.")] string? Cursor = null
) : IQuery<Page<ViewView>>
{
    internal sealed class Handler(Repository<View> views) : IHandler<ListViews, Page<ViewView>>
    {
        public async Task<Page<ViewView>> Handle(ListViews query, OperationContext context, CancellationToken ct) =>
            (await views.Page(context.Tenant, context.Caller, _ => true, query.Limit, query.Cursor, ct)).Select(
                ViewView.Of
            );
    }
}
