using Steward.Tasks;

namespace Steward.Tests.Kernel;

public sealed class UndoChangesTests(TestSteward steward)
{
    [Fact]
    public async Task Everything_of_a_run_is_taken_back_in_reverse()
    {
        var ana = await steward.NewOwner();
        var kept = await ana.Run(new AddTask("Kept"));
        var run = TestSteward.NewId();
        var agent = ana.AsAgent("helper", run);
        var task = await agent.Run(new AddTask("One"));
        await agent.Run(new UpdateTask(task.Id, Title: "Two"));
        await agent.Run(new CompleteTask(task.Id));
        await agent.Run(new UpdateTask(kept.Id, Notes: "by the agent"));
        await agent.Run(new DeleteTask(task.Id));

        var result = await ana.Run(new UndoChanges(RunId: run));

        Assert.Equal((5, 2), (result.ChangeIds.Count, result.Rows));
        var left = Assert.Single((await ana.Run(new ListTasks())).Items);
        Assert.Equal(("Kept", null), (left.Title, left.Notes));
        await RowLog.AssertJournaled(steward, ana.Tenant);
    }

    [Fact]
    public async Task Everything_of_a_conversation_is_taken_back()
    {
        var ana = await steward.NewOwner();
        var conversation = TestSteward.NewId();
        var there = ana.AsAgent("helper", TestSteward.NewId()).As(c => c with { ConversationId = conversation });
        await there.Run(new AddTask("One"));
        await ana.As(c => c with { ConversationId = conversation }).Run(new AddTask("Two"));
        await ana.Run(new AddTask("Three"));

        await ana.Run(new UndoChanges(ConversationId: conversation));

        Assert.Equal(["Three"], await Titles(ana));
    }

    [Fact]
    public async Task Since_a_time_takes_back_ones_own_only()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        await ana.Run(new AddTask("Before"));
        var since = (await ana.Changes())[0].At.AddMicroseconds(1);
        await ana.Run(new AddTask("One"));
        await ana.AsAgent("helper").Run(new AddTask("Two"));
        await ben.Run(new AddTask("Ben's"));

        await ana.Run(new UndoChanges(Since: since));

        Assert.Equal(["Ben's", "Before"], await Titles(ana));
    }

    [Fact]
    public async Task All_or_nothing()
    {
        var ana = await steward.NewOwner();
        var run = TestSteward.NewId();
        var agent = ana.AsAgent("helper", run);
        var (one, two) = (await agent.Run(new AddTask("One")), await agent.Run(new AddTask("Two")));
        await ana.Run(new UpdateTask(one.Id, Title: "Mine now"));

        var refusal = await ana.Refused(new UndoChanges(RunId: run));

        Assert.Equal(one.Id, Assert.Single((IReadOnlyList<UndoConflict>)refusal.Params["conflicts"]!).Id);
        Assert.Equal(["Two", "Mine now"], await Titles(ana));
    }

    [Fact]
    public async Task One_id_that_is_not_seen_refuses_all()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var seen = await ben.Call(new AddTask("One"));
        var hidden = await ana.Call(new AddNote("private"));

        foreach (var id in new[] { hidden.ChangeId!.Value, TestSteward.NewId() })
            Assert.Equal(RefusalKind.NotFound, (await ben.Refused(new UndoChanges([seen.ChangeId!.Value, id]))).Kind);
        Assert.Single(await Titles(ana));
    }

    [Fact]
    public async Task A_run_is_taken_back_twice_only_as_far_as_there_is_something_left()
    {
        var ana = await steward.NewOwner();
        var run = TestSteward.NewId();
        var agent = ana.AsAgent("helper", run);
        var first = await agent.Call(new AddTask("One"));
        await agent.Call(new AddTask("Two"));
        await ana.Run(new UndoChange(first.ChangeId!.Value));

        var result = await ana.Call(new UndoChanges(RunId: run));
        Assert.Single(((UndoResult)result.Result!).ChangeIds);
        Assert.Empty(await Titles(ana));
        Assert.Equal(RefusalKind.NotFound, (await ana.Refused(new UndoChanges(RunId: run))).Kind);

        await ana.Run(new UndoChange(result.ChangeId!.Value));
        Assert.Equal(["Two"], await Titles(ana));
        await ana.Run(new UndoChanges(RunId: run));
        Assert.Empty(await Titles(ana));
    }

    [Fact]
    public async Task An_undo_of_something_older_is_itself_taken_back()
    {
        var ana = await steward.NewOwner();
        var old = await ana.Call(new AddTask("Old"));
        var since = (await ana.Changes())[0].At.AddMicroseconds(1);
        await ana.Run(new UndoChange(old.ChangeId!.Value));
        await ana.Run(new AddTask("New"));

        await ana.Run(new UndoChanges(Since: since));

        Assert.Equal(["Old"], await Titles(ana));
    }

    [Fact]
    public async Task Too_many_at_once_are_refused_and_not_done_in_part()
    {
        var ana = await steward.NewOwner();
        var run = TestSteward.NewId();
        await ana.AsAgent("helper", run).Run(new AddTask("One"));
        await steward.ExecuteAsOwner(
            "INSERT INTO kernel.change (tenant_id, id, at, operation, surface, user_id, run_id, correlation_id, events, calls, undoes, summary) "
                + "SELECT tenant_id, gen_random_uuid(), at, operation, surface, user_id, run_id, '', '[]', '{}', '{}', '' "
                + "FROM kernel.change, generate_series(1, 1000) WHERE run_id = $1",
            run
        );

        Assert.Equal("too_many_changes", (await ana.Refused(new UndoChanges(RunId: run))).Code);
    }

    [Fact]
    public async Task Exactly_one_way_of_naming_them_is_given()
    {
        var ana = await steward.NewOwner();

        Assert.Equal(RefusalKind.Invalid, (await ana.Refused(new UndoChanges())).Kind);
        Assert.Equal(
            RefusalKind.Invalid,
            (await ana.Refused(new UndoChanges(RunId: default(Guid), ConversationId: default(Guid)))).Kind
        );
    }

    private static async Task<IEnumerable<string>> Titles(Member member) =>
        (await member.Run(new ListTasks())).Items.Select(task => task.Title);
}
