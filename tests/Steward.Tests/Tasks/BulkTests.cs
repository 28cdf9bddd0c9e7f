using System.Text.Json;
using Steward.Tasks;
using Steward.Tests.EveryOperation;

namespace Steward.Tests.Tasks;

public sealed class BulkTests(TestSteward steward)
{
    internal sealed class AddSample : Sample<AddTasks>
    {
        public override async Task<AddTasks> Of(World world)
        {
            var home = await world.Ana.Run(new AddProject("Home"));
            return new([new("Buy paint", ProjectId: home.Id), new("Paint it", AssigneeIds: [world.Ben.Id])]);
        }
    }

    internal sealed class UpdateSample : Sample<UpdateTasks>
    {
        public override async Task<UpdateTasks> Of(World world) =>
            new([
                new(await Task(world.Ana), Title: "Pay it"),
                new(await Task(world.Ana), Priority: 1, AssigneeIds: (UserId[])[world.Ben.Id]),
            ]);
    }

    internal sealed class CompleteSample : Sample<CompleteTasks>
    {
        public override async Task<CompleteTasks> Of(World world)
        {
            var rent = await world.Ana.Run(
                new AddTask("Pay the rent", Due: new(new(2036, 12, 1), new(9, 0)), Recurrence: "FREQ=MONTHLY")
            );
            await world.Ana.Run(new AddTask("Ask for the bill", ParentId: rent.Id));
            await world.Ana.Run(new AddReminder(rent.Id, MinutesBefore: 30));
            return new([new(rent.Id, "In cash"), new(await Task(world.Ana))]);
        }
    }

    internal sealed class MoveSample : Sample<MoveTasks>
    {
        public override async Task<MoveTasks> Of(World world)
        {
            var home = await world.Ana.Run(new AddProject("Home"));
            return new([new(await Task(world.Ana), home.Id), new(await Task(world.Ana), home.Id)]);
        }
    }

    [Fact]
    public async Task Together_they_are_one_change_that_is_undone_whole()
    {
        var ana = await steward.NewOwner();

        var added = await ana.Call(new AddTasks([.. Enumerable.Range(0, 200).Select(n => new AddTask($"{n}"))]));

        var items = ((BulkResult<TaskView>)added.Result!).Items;
        Assert.Equal(Enumerable.Range(0, 200), items.Select(item => item.Index));
        Assert.All(items, item => Assert.Equal(($"{item.Index}", null), (item.Result!.Title, item.Error)));
        Assert.Equal(200, (await ana.Run(new GetChange(added.ChangeId!.Value))).Rows.Count);
        await ana.Run(new UndoChange(added.ChangeId!.Value));
        Assert.Empty((await ana.Run(new ListTasks())).Items);
    }

    [Fact]
    public async Task Together_the_one_that_is_refused_is_named_and_nothing_is_done()
    {
        var ana = await steward.NewOwner();
        var task = await Task(ana);

        var refusal = await ana.Refused(new CompleteTasks([new(task), new(TestSteward.NewId())]));

        Assert.Equal((RefusalKind.NotFound, 1), (refusal.Kind, refusal.Params["index"]));
        Assert.StartsWith("Nothing was done: item 1 was refused.", refusal.Message);
        Assert.Equal(Status.Todo, (await ana.Run(new GetTask(task))).Status);
        var invalid = await ana.Refused(new AddTasks([new("a"), new(" ")]));
        Assert.Equal("/tasks/1/title", Assert.Single(invalid.Errors).Pointer);
        var elsewhere = await ana.Refused(
            new UpdateTasks([new(task), new(task, Due: new Due(new(2026, 1, 1), new(9, 0), "Atlantis"))])
        );
        Assert.Equal("/tasks/1/due/time_zone", Assert.Single(elsewhere.Errors).Pointer);
    }

    [Fact]
    public async Task Each_by_itself_those_that_fail_do_not_stop_the_others()
    {
        var ana = await steward.NewOwner();
        var (one, two) = (await Task(ana), await Task(ana));

        var outcome = await ana.Call(new CompleteTasks([new(one), new(TestSteward.NewId()), new(two)], BulkMode.Each));

        var items = ((BulkResult<TaskView>)outcome.Result!).Items;
        Assert.Null(outcome.ChangeId);
        Assert.Equal([one, null, two], items.Select(item => item.Result?.Id));
        Assert.Equal("not_found", items[1].Error!.Code);
        Assert.Equal(2, items.Select(item => item.ChangeId).OfType<Guid>().Distinct().Count());
        var batches = await steward.QueryAsOwner(
            "SELECT DISTINCT batch_id FROM kernel.change WHERE tenant_id = $1 AND operation = 'complete_task'",
            ana.Tenant.Value
        );
        Assert.NotNull(Assert.Single(batches)[0]);
    }

    [Fact]
    public async Task Each_by_itself_also_one_that_cannot_be_read_or_found_by_name_fails_alone()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddProject("Home"));

        var outcome = await Sent(
            ana,
            "add_tasks",
            """
            {"mode": "each", "tasks": [
                {"title": "a", "project_id": "Home"}, {"title": 5}, {"titel": "b"}, {"title": "c", "project_id": "Hom"}, 7, {"title": "d"}]}
            """
        );

        Assert.Equal(
            ["a", "invalid_input", "invalid_input", "not_found", "invalid_input", "d"],
            outcome.Items.Select(item => item.Result?.Title ?? item.Error!.Code)
        );
        Assert.Equal("HOME-1", outcome.Items[0].Result!.Key);
    }

    [Fact]
    public async Task Each_by_itself_a_repeated_request_does_nothing_again()
    {
        var ana = await steward.NewOwner();
        var request = new AddTasks([new("a"), new(" "), new("b")], BulkMode.Each);

        var first = await ana.Call(request, r => r with { IdempotencyKey = "the-key" });
        var again = await ana.Call(request, r => r with { IdempotencyKey = "the-key" });

        Assert.Equal(Answer.Json(first.Result), Answer.Json(again.Result));
        Assert.Equal(2, (await ana.Run(new ListTasks())).Items.Count);
    }

    [Fact]
    public async Task Each_by_itself_a_preview_shows_all_and_leaves_nothing()
    {
        var ana = await steward.NewOwner();

        var preview = await ana.Call(new AddTasks([new("a"), new("b")], BulkMode.Each), r => r with { Preview = true });

        Assert.Equal(2, preview.Preview!.Count);
        Assert.Empty((await ana.Run(new ListTasks())).Items);
    }

    [Theory]
    [InlineData("""{"mode": "each", "tasks": []}""", "/tasks")]
    [InlineData("""{"tasks": []}""", "/tasks")]
    [InlineData("""{"mode": "each", "tasks": 5}""", "/tasks")]
    [InlineData("""{"mode": "each"}""", "/tasks")]
    [InlineData("""{"mode": "some", "tasks": [{"title": "a"}]}""", "/mode")]
    [InlineData("""{"mode": "each", "tasks": [{"title": "a"}], "other": 1}""", "/other")]
    public async Task What_is_no_list_of_items_is_refused_whole(string json, string pointer)
    {
        var ana = await steward.NewOwner();

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => Sent(ana, "add_tasks", json));

        Assert.Contains(pointer, refusal.Errors.Select(error => error.Pointer));
        Assert.Empty((await ana.Run(new ListTasks())).Items);
    }

    [Theory]
    [InlineData("atomic")]
    [InlineData("each")]
    public async Task More_than_200_are_refused(string mode)
    {
        var ana = await steward.NewOwner();
        var json = JsonSerializer.Serialize(new { mode, tasks = Enumerable.Repeat(new { title = "a" }, 201) });

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => Sent(ana, "add_tasks", json));

        Assert.Equal("too_long", Assert.Single(refusal.Errors).Code);
    }

    [Fact]
    public async Task Names_stand_in_items_as_they_do_alone()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddProject("Home"));
        await ana.Run(new AddTask("Paint it"));

        var moved = await Sent(ana, "move_tasks", """{"tasks": [{"task_id": "Paint it", "project_id": "HOME"}]}""");
        var done = await Sent(ana, "complete_tasks", """{"tasks": [{"task_id": "home-1"}]}""");

        Assert.Equal("HOME-1", moved.Items[0].Result!.Key);
        Assert.Equal(Status.Done, done.Items[0].Result!.Status);
        var unknown = await Assert.ThrowsAsync<RefusalException>(() =>
            Sent(ana, "complete_tasks", """{"tasks": [{"task_id": "HOME-1"}, {"task_id": "HOME-2"}]}""")
        );
        Assert.Equal("/tasks/1/task_id", Assert.Single(unknown.Errors).Pointer);
    }

    private static async Task<BulkResult<TaskView>> Sent(Member member, string operation, string json)
    {
        var about = Operations.Catalogue.Find(operation)!;
        var outcome = await member.Steward.Pipeline.Run(
            new()
            {
                Operation = about,
                Caller = member.Caller,
                Input = () => about.Parse(System.Text.Encoding.UTF8.GetBytes(json)),
            },
            TestContext.Current.CancellationToken
        );
        return (BulkResult<TaskView>)outcome.Result!;
    }

    private static async Task<Guid> Task(Member member) => (await member.Run(new AddTask("Pay the rent"))).Id;
}
