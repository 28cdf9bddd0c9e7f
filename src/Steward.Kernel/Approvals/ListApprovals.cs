namespace Steward.Kernel;

[Operation("list_approvals", null, Route = "GET /approvals")]
[Description(
    "Lists calls of agents that wait, or waited, for a person's approval, the newest first: your own agents', and others' of which you see "
        + "every row. get_approval shows what one would change; decide_approval decides."
)]
public sealed record ListApprovals(
    [property: Description("Absent: those that still wait.")] ApprovalState State = ApprovalState.Pending,
    [property: Range(1, 200)] int Limit = 50,
    [property: MaxLength(100), Description("The next_cursor of the page before.")] string? Cursor = null
) : IQuery<Page<ApprovalView>>
{
    /// <summary>How many are looked through for a page.</summary>
    private const int Most = 1000;

    private const string Where =
        "($2::uuid IS NULL OR id < $2) AND CASE $3 WHEN 'Pending' THEN state = 'Pending' AND expires_at > $4 "
        + "WHEN 'Expired' THEN state = 'Pending' AND expires_at <= $4 OR state = 'Expired' ELSE state = $3 END ORDER BY id DESC LIMIT $5";

    internal sealed class Handler(Database database) : IHandler<ListApprovals, Page<ApprovalView>>
    {
        public async Task<Page<ApprovalView>> Handle(
            ListApprovals query,
            OperationContext context,
            CancellationToken ct
        )
        {
            var items = new List<Approval>();
            var (cursor, looked, isEnd) = (Cursors.Id(query.Cursor), 0, false);
            while (items.Count <= query.Limit && looked < Most && !isEnd)
            {
                var found = await Approval.Read(
                    database,
                    context.Tenant,
                    Where,
                    ct,
                    cursor,
                    query.State.ToString(),
                    context.Now.UtcDateTime,
                    query.Limit + 1
                );
                items.AddRange(await new ApprovalAccess(database).Visible(found, context.Caller, ct));
                (looked, isEnd) = (looked + found.Count, found.Count <= query.Limit);
                cursor = found is [.., var last] ? last.Id : cursor;
            }
            var page = items.Take(query.Limit).ToList();
            return new(
                [.. page.Select(one => one.View(isWhole: false))],
                items.Count > query.Limit ? Cursors.Of(page[^1].Id)
                    : !isEnd && cursor is { } reached ? Cursors.Of(reached)
                    : null
            );
        }
    }
}
