namespace Steward.Tasks;

[Operation("list_labels", Scopes.ReadTasks, Route = "GET /labels", Everyday = 12)]
[Description("Lists the labels, the newest first, in pages.")]
public sealed record ListLabels(
    [property: Range(1, 200), Description("How many at most.")] int Limit = 50,
    [property: MaxLength(100), Description("The next_cursor of the page before.")] string? Cursor = null
) : IQuery<Page<LabelView>>
{
    internal sealed class Handler(Repository<Label> labels) : IHandler<ListLabels, Page<LabelView>>
    {
        public async Task<Page<LabelView>> Handle(ListLabels query, OperationContext context, CancellationToken ct) =>
            (await labels.Page(context.Tenant, context.Caller, _ => true, query.Limit, query.Cursor, ct)).Select(
                LabelView.Of
            );
    }
}
