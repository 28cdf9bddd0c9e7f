namespace Steward.Assistant;

[Operation("list_runs", Scopes.RunAgents, Route = "GET /conversations/{conversation_id}/runs")]
[Description("Lists what was said in a conversation and what was answered, the newest first, in pages.")]
public sealed record ListRuns(
    [property: Resource("conversation")] Guid ConversationId,
    [property: Range(1, 200), Description("How many at most.")] int Limit = 50,
    [property: MaxLength(100), Description("The next_cursor of the page before.")] string? Cursor = null
) : IQuery<Page<RunView>>
{
    internal sealed class Handler(Runs runs) : IHandler<ListRuns, Page<RunView>>
    {
        public async Task<Page<RunView>> Handle(ListRuns query, OperationContext context, CancellationToken ct)
        {
            var found = await runs.List(
                context.Tenant,
                query.ConversationId,
                Cursors.Id(query.Cursor),
                query.Limit + 1,
                ct
            );
            var next = found.Count > query.Limit ? Cursors.Of(found[query.Limit - 1].Id) : null;
            return new([.. found.Take(query.Limit).Select(RunView.Of)], next);
        }
    }
}
