namespace Steward.Tasks;

[Operation("list_tasks", Scopes.ReadTasks, Route = "GET /tasks", Everyday = 2)]
[Description(
    "Lists tasks, the newest first unless the filter orders them. Use it to find a task's id, or what is open, due or assigned."
)]
public sealed record ListTasks(
    [property: MaxLength(5), Description("Open are todo, in_progress, in_review.")]
        IReadOnlyList<Status>? Status = null,
    [property: Description("Due on or after this day.")] DateOnly? DueFrom = null,
    [property: Description("Due on or before this day.")] DateOnly? DueUntil = null,
    [property: Resource("membership"), Description("Whose they are; me is you.")] UserId? AssigneeId = null,
    [property: MinLength(1), MaxLength(200), Description("What title or notes hold; case does not matter.")]
        string? Text = null,
    [property: MaxLength(QueryLimits.Length)]
    [property: Description(
        "Conditions by names: project:Home and (due <= today+7d or overdue) and not label:waiting and assignee:me order by priority, "
            + "due. Flags: open, done, blocked, archived. complete_query tells all."
    )]
        string? Filter = null,
    [property: Resource("view"), Description("A saved view: its filter holds too.")] Guid? ViewId = null,
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
