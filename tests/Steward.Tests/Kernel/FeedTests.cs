using Npgsql;
using Steward.Tasks;

namespace Steward.Tests.Kernel;

/// <summary>Apart: an open transaction holds the horizon of the whole PostgreSQL, and the epoch is everybody's.</summary>
[Collection(nameof(Apart))]
public sealed class FeedTests(Apart apart)
{
    private readonly TestSteward steward = apart.Steward;

    [Fact]
    public async Task A_reader_under_twenty_writers_misses_nothing_and_sees_nothing_twice()
    {
        var ana = await steward.NewOwner();
        var cursor = (await ana.Run(new FollowChanges())).Cursor;
        var written = 0;

        var writers = Task.WhenAll(Enumerable.Range(0, 20).Select(Write));
        var seen = new List<Guid>();
        while (!writers.IsCompleted || seen.Count < written)
            cursor = await Read(ana, cursor, seen);
        await writers;
        await Read(ana, cursor, seen);

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal((await Changes(ana)).Order(), seen.Order());

        async Task Write(int writer)
        {
            for (var i = 0; i < 15; i++)
            {
                await ana.Run(new AddTask($"{writer}/{i}"));
                Interlocked.Increment(ref written);
            }
        }
    }

    [Fact]
    public async Task What_is_committed_late_is_not_skipped()
    {
        var ana = await steward.NewOwner();
        var note = await ana.Run(new AddNote("Keys"));
        var cursor = (await ana.Run(new FollowChanges())).Cursor;
        var seen = new List<Guid>();

        // A transaction that took its id early and commits late, with its change.
        await using var connection = new NpgsqlConnection(steward.OwnerConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var late = TestSteward.NewId();
        await using (
            var insert = new NpgsqlCommand(
                "INSERT INTO kernel.change (tenant_id, id, at, operation, surface, user_id, correlation_id, events, calls, undoes, summary) "
                    + $"VALUES ('{ana.Tenant}', '{late}', now(), 'late', 'rest', '{ana.Id}', '', '[]', '{{}}', '{{}}', '')",
                connection
            )
        )
            await insert.ExecuteNonQueryAsync();
        var early = (await ana.Call(new RenameNote(note.Id, "More keys"))).ChangeId!.Value;

        cursor = await Read(ana, cursor, seen);
        Assert.Empty(seen);

        await transaction.CommitAsync();
        cursor = await Read(ana, cursor, seen);
        Assert.Equal([late, early], seen);
        await Read(ana, cursor, seen);
        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public async Task What_was_rolled_back_is_no_gap()
    {
        var ana = await steward.NewOwner();
        var cursor = (await ana.Run(new FollowChanges())).Cursor;
        var seen = new List<Guid>();

        await ana.Refused(new PlanNote("x", Fail: true));
        var change = (await ana.Call(new AddTask("Pay the rent"))).ChangeId!.Value;

        cursor = await Read(ana, cursor, seen);
        Assert.Equal([change], seen);
        Assert.Equal(cursor, await Read(ana, cursor, seen));
    }

    [Fact]
    public async Task A_reader_is_shown_what_it_may_see_and_goes_on_over_the_rest()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var cursor = (await ben.Run(new FollowChanges())).Cursor;
        for (var i = 0; i < 5; i++)
            await ana.Run(new AddNote($"private {i}"));
        var shared = (await ana.Call(new AddNote("shared"))).ChangeId!.Value;
        var seen = new List<Guid>();

        for (var i = 0; i < 3; i++)
            cursor = await Read(ben, cursor, seen, 2);

        Assert.Equal([shared], seen);
    }

    [Fact]
    public async Task After_a_restore_an_older_cursor_is_gone()
    {
        var ana = await steward.NewOwner();
        var cursor = (await ana.Run(new FollowChanges())).Cursor;
        await ana.Run(new AddTask("Before"));
        await steward.ExecuteAsOwner("SELECT kernel.begin_epoch()");
        await ana.Run(new AddTask("After"));

        var refusal = await ana.Refused(new FollowChanges(cursor));

        Assert.Equal((RefusalKind.Gone, "feed_restarted"), (refusal.Kind, refusal.Code));
        var anew = (await ana.Run(new FollowChanges())).Cursor;
        var change = (await ana.Call(new AddTask("Later"))).ChangeId!.Value;
        Assert.Equal([change], (await ana.Run(new FollowChanges(anew))).Items.Select(item => item.Id));
        Assert.Equal(3, (await ana.Changes()).Count);
    }

    [Fact]
    public async Task What_rows_that_are_gone_stood_in_is_asked_once_for_all_of_them()
    {
        var ana = await steward.NewOwner();
        var home = await ana.Run(new AddProject("Home", MemberIds: []));
        var cursor = (await ana.Run(new FollowChanges())).Cursor;
        for (var i = 0; i < 3; i++)
        {
            var tasks = Enumerable.Range(0, 50).Select(n => new AddTask($"{n}", ProjectId: home.Id));
            var added = await ana.Call(new AddTasks([.. tasks]));
            await ana.Run(new UndoChange(added.ChangeId!.Value));
        }
        await using var trips = new RoundTrips(steward.ServerConnectionString);
        await using var node = Node.At(trips.ConnectionString);
        await node.Call(ana, new ListChanges());

        Assert.InRange(await trips.During(() => node.Call(ana, new ListChanges(Limit: 200))), 1, 12);
        Assert.InRange(await trips.During(() => node.Call(ana, new FollowChanges(cursor))), 1, 12);
        Assert.Equal(7, (await ana.Changes()).Count);
    }

    private static async Task<string> Read(Member member, string cursor, List<Guid> seen, int limit = 100)
    {
        var feed = await member.Run(new FollowChanges(cursor, limit));
        seen.AddRange(feed.Items.Select(change => change.Id));
        return feed.Cursor;
    }

    private async Task<IEnumerable<Guid>> Changes(Member member) =>
        (await steward.QueryAsOwner("SELECT id FROM kernel.change WHERE tenant_id = $1", member.Tenant.Value)).Select(
            row => (Guid)row[0]!
        );
}
