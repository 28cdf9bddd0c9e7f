namespace Steward.Tasks;

[Operation("list_sections", Scopes.ReadTasks, Route = "GET /projects/{project_id}/sections")]
[Description("Lists the sections of a project, in their order, in pages.")]
public sealed record ListSections(
    [property: Resource("project")] Guid ProjectId,
    [property: Range(1, 200), Description("How many at most.")] int Limit = 50,
    [property: MaxLength(100), Description("The next_cursor of the page before.")] string? Cursor = null
) : IQuery<Page<SectionView>>
{
    internal sealed class Handler(SectionRepository sections) : IHandler<ListSections, Page<SectionView>>
    {
        public async Task<Page<SectionView>> Handle(ListSections query, OperationContext context, CancellationToken ct)
        {
            var found = await sections.List(context.Tenant, query, ct);
            return new([.. found.Items.Select(SectionView.Of)], found.NextCursor);
        }
    }
}
