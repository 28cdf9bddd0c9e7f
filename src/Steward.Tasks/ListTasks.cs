namespace Steward.Tasks;

[Operation("list_tasks", Scopes.ReadTasks, Route = "GET /tasks", Everyday = 2)]
[Description(
    "Lists tasks, the newest first, in pages. Use it to find a task's id, or to see what is open, due or assigned."
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
    [property: Description("True lists the trash instead.")] bool Deleted = false,
    [property: Range(1, 200), Description("How many at most.")] int Limit = 50,
    [property: MaxLength(100), Description("The next_cursor of the page before.")] string? Cursor = null
) : IQuery<Page<TaskView>>
{
    internal sealed class Handler(TaskRepository tasks) : IHandler<ListTasks, Page<TaskView>>
    {
        public async Task<Page<TaskView>> Handle(ListTasks query, OperationContext context, CancellationToken ct)
        {
            var found = await tasks.List(context.Tenant, context.Caller, query, Cursors.Id(query.Cursor), ct);
            var next = found.Count > query.Limit ? Cursors.Of(found[query.Limit - 1].Id) : null;
            return new(await tasks.View(context.Tenant, [.. found.Take(query.Limit)], ct), next);
        }
    }
}
