namespace Steward.Tasks;

[Operation("list_relations", Scopes.ReadTasks, Route = "GET /tasks/{task_id}/relations")]
[Description(
    "Lists what a task is to others and they to it, the newest first, in pages: where it stands as other_id, it is blocked, duplicated or followed."
)]
public sealed record ListRelations(
    [property: Resource("task")] Guid TaskId,
    [property: Range(1, 200), Description("How many at most.")] int Limit = 50,
    [property: MaxLength(100), Description("The next_cursor of the page before.")] string? Cursor = null
) : IQuery<Page<RelationView>>
{
    internal sealed class Handler(RelationRepository relations) : IHandler<ListRelations, Page<RelationView>>
    {
        public async Task<Page<RelationView>> Handle(
            ListRelations query,
            OperationContext context,
            CancellationToken ct
        ) =>
            (await relations.Of(context.Tenant, context.Caller, query.TaskId, query.Limit, query.Cursor, ct)).Select(
                RelationView.Of
            );
    }
}
