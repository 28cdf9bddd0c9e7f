namespace Steward.Kernel;

[Operation("follow_changes", Scopes.ReadAudit, Route = "GET /changes/feed")]
[Description(
    "Reads the feed of changes in the order they were committed, each exactly once. Without a cursor it answers with the feed's end: "
        + "follow from there. Keep the cursor of the answer for the next call, also when items is empty."
)]
public sealed record FollowChanges(
    [property: Description("The cursor of the answer before."), MaxLength(100)] string? Cursor = null,
    [property: Range(1, 200), Description("How many at most.")] int Limit = 100
) : IQuery<Feed>
{
    internal sealed class Handler(Database database) : IHandler<FollowChanges, Feed>
    {
        public async Task<Feed> Handle(FollowChanges query, OperationContext context, CancellationToken ct)
        {
            var changes = new Changes(database);
            if (FeedPosition.Parse(query.Cursor) is not { } after)
                return new([], (await changes.End(ct)).ToString());

            var read = await changes.After(context.Tenant, after, query.Limit, ct);
            if (read is [] ? await changes.Epoch(ct) != after.Epoch : read[^1].Epoch != after.Epoch)
                throw new RefusalException(
                    RefusalKind.Gone,
                    "feed_restarted",
                    "The data was restored from a backup since; this position is gone. Read everything again, then follow anew."
                );
            var visible = await new ChangeAccess(database).Visible(read, context.Caller, ct, leavesOut: true);
            return new([.. visible.Select(ChangeView.Of)], (read is [] ? after : FeedPosition.Of(read[^1])).ToString());
        }
    }
}

/// <summary>A piece of the feed, and where the next one begins.</summary>
public sealed record Feed(IReadOnlyList<ChangeView> Items, string Cursor);
