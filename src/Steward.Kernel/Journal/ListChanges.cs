namespace Steward.Kernel;

[Operation("list_changes", Scopes.ReadAudit, Route = "GET /changes", Everyday = 10)]
[Description(
    "Lists what happened, the newest first: who did what, when, and on whose behalf. Use it to answer 'what changed' or to find a "
        + "change to undo. Only changes to what you may see are listed."
)]
public sealed record ListChanges(
    [property: Description("Only changes made by, or on behalf of, this user.")] UserId? UserId = null,
    [property: Description("Only changes made by this agent."), MaxLength(100)] string? Agent = null,
    [property: Description("Only changes made by this operation, as add_task."), MaxLength(100)]
        string? Operation = null,
    [property: Description("Only changes to this kind of row, as task."), MaxLength(100)] string? Entity = null,
    [property: Description("Only changes to the row with this id.")] Guid? Id = null,
    [property: Description("Only changes made by this run of an agent.")] Guid? RunId = null,
    [property: Description("Only changes made in this conversation.")] Guid? ConversationId = null,
    [property: Description("Only changes at or after this time.")] DateTimeOffset? Since = null,
    [property: Description("Only changes before this time.")] DateTimeOffset? Until = null,
    [property: Range(1, 200), Description("How many at most.")] int Limit = 50,
    [property: Description("The next_cursor of the page before."), MaxLength(100)] string? Cursor = null
) : IQuery<Page<ChangeView>>
{
    internal sealed class Handler(Database database) : IHandler<ListChanges, Page<ChangeView>>
    {
        /// <summary>A caller who may see little must not make one request read the whole journal.</summary>
        private const int MostRounds = 5;

        public async Task<Page<ChangeView>> Handle(ListChanges query, OperationContext context, CancellationToken ct)
        {
            var changes = new Changes(database);
            var access = new ChangeAccess(database);
            var position = FeedPosition.Parse(query.Cursor);
            var found = new List<Change>();
            for (var round = 1; ; round++)
            {
                var read = await changes.Before(context.Tenant, query.Filter, position, query.Limit + 1, ct);
                var visible = await access.Visible(read, context.Caller, ct, leavesOut: true);
                found.AddRange(await access.Touching(visible, query.Filter, context.Caller, ct));
                if (found.Count > query.Limit)
                {
                    found = found[..query.Limit];
                    return Page(found, FeedPosition.Of(found[^1]));
                }
                if (read.Count <= query.Limit)
                    return Page(found, null);
                position = FeedPosition.Of(read[^1]);
                if (round == MostRounds)
                    return Page(found, position);
            }
        }

        private static Page<ChangeView> Page(List<Change> changes, FeedPosition? next) =>
            new([.. changes.Select(ChangeView.Of)], next?.ToString());
    }

    private ChangeFilter Filter =>
        new()
        {
            UserId = UserId,
            Agent = Agent,
            Operation = Operation,
            Entity = Entity,
            RowId = Id,
            RunId = RunId,
            ConversationId = ConversationId,
            Since = Since,
            Until = Until,
        };
}
