namespace Steward.Tasks;

[Operation("list_projects", Scopes.ReadTasks, Route = "GET /projects", Everyday = 10)]
[Description("Lists the projects that you see, in their order, in pages; parent_id tells which stand in which.")]
public sealed record ListProjects(
    [property: Description("True lists the archived ones too.")] bool Archived = false,
    [property: Description("True lists the trash instead.")] bool Deleted = false,
    [property: Range(1, 200), Description("How many at most.")] int Limit = 50,
    [property: MaxLength(100), Description("The next_cursor of the page before.")] string? Cursor = null
) : IQuery<Page<ProjectView>>
{
    internal sealed class Handler(ProjectRepository projects) : IHandler<ListProjects, Page<ProjectView>>
    {
        public async Task<Page<ProjectView>> Handle(ListProjects query, OperationContext context, CancellationToken ct)
        {
            var found = await projects.List(context.Tenant, context.Caller, query, ct);
            return new([.. found.Items.Select(ProjectView.Of)], found.NextCursor);
        }
    }
}
