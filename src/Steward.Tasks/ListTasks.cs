namespace Steward.Tasks;

[Operation("list_tasks", Scopes.ReadTasks, Route = "GET /tasks", Everyday = 2)]
[Description(
    "Lists tasks, the newest first unless the filter orders them, in pages. Use it to find a task's id, or to see what is open, due or assigned."
)]
public sealed record ListTasks(
    [property: MaxLength(5), Description("Only tasks in one of these. Open ones are todo, in_progress, in_review.")]
        IReadOnlyList<Status>? Status = null,
    [property: Description("Only tasks due on or after this day.")] DateOnly? DueFrom = null,
    [property: Description("Only tasks due on or before this day.")] DateOnly? DueUntil = null,
    [property: Resource("membership"), Description("Only tasks of this member; me is you.")] UserId? AssigneeId = null,
    [property:
        MinLength(1),
        MaxLength(200),
        Description("Only tasks whose title or notes hold this text; case does not matter.")
    ]
        string? Text = null,
    [property: MaxLength(QueryLimits.Length)]
    [property: Description(
        "A query by names: project:Home and (due <= today+7d or overdue) and not label:waiting and assignee:me and text:\"tax form\" "
            + "order by priority, due. Flags: open, done, overdue, blocked, archived, is:subtask. complete_query tells all words."
    )]
        string? Filter = null,
    [property: Resource("view"), Description("A saved view, whose filter must hold too.")] Guid? ViewId = null,
    [property: Description("True lists the trash instead.")] bool Deleted = false,
    [property: Range(1, 200), Description("How many at most.")] int Limit = 50,
    [property: MaxLength(QueryLimits.Cursor), Description("The next_cursor of the page before.")] string? Cursor = null
) : IQuery<Page<TaskView>>
{
    internal sealed class Handler(TaskRepository tasks, TaskFilters filters, Repository<View> views)
        : IHandler<ListTasks, Page<TaskView>>
    {
        public async Task<Page<TaskView>> Handle(ListTasks query, OperationContext context, CancellationToken ct)
        {
            var filter = await filters.Compile(context.Tenant, query.Filter, "/filter", context, ct);
            if (query.ViewId is { } id)
            {
                var view = await views.Get(context.Tenant, id, ct);
                filter = filter.And(await filters.Compile(context.Tenant, view.Filter, "/view_id", context, ct));
            }
            var found = await tasks.List(context.Tenant, context.Caller, query, filter, ct);
            return new(await tasks.View(context.Tenant, found.Items, ct), found.NextCursor);
        }
    }
}
