using Steward.Tasks;
using static Steward.Tests.Tasks.Almanac;

namespace Steward.Tests.Tasks;

/// <summary>What goes along when a task repeats, and what stays.</summary>
public sealed class RepeatingBelowTests(TestSteward steward)
{
    [Fact]
    public async Task The_next_has_the_subtasks_unchecked_and_as_much_later()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var project = await almanac.Run(new AddProject("Home"));
        var task = await almanac.Add("FREQ=WEEKLY", project: project.Id);
        var done = await Below(task, "Kitchen", new(Day("2026-11-19"), new(8, 0)));
        var open = await Below(task, "Hall");
        var deep = await Below(done, "Window sill");
        var gone = await Below(task, "Cellar");
        await almanac.Run(new AddReminder(done.Id, MinutesBefore: 10));
        await almanac.Run(new CompleteTask(done.Id));
        await almanac.Run(new DeleteTask(gone.Id));

        var next = (await almanac.Complete(task))!;

        var below = (await almanac.Open()).Where(one => one.ParentId is not null).ToDictionary(one => one.Title);
        Assert.Equal(["Hall", "Kitchen", "Window sill"], below.Keys.Order());
        Assert.Equal(
            (next.Id, next.Id, below["Kitchen"].Id),
            (below["Hall"].ParentId, below["Kitchen"].ParentId, below["Window sill"].ParentId)
        );
        Assert.Equal(new(Day("2026-11-26"), new(8, 0), "Europe/Berlin"), below["Kitchen"].Due);
        Assert.Single((await almanac.Run(new ListReminders(below["Kitchen"].Id))).Items);
        Assert.Equal(8, (await almanac.All()).Select(one => one.Key).Distinct().Count());

        Assert.Equal(Status.Done, await StatusOf(done));
        Assert.Equal((Status.Cancelled, Status.Cancelled), (await StatusOf(open), await StatusOf(deep)));

        Task<TaskView> Below(TaskView parent, string title, Due? due = null) =>
            almanac.Run(new AddTask(title, Due: due, ParentId: parent.Id));

        async Task<Status> StatusOf(TaskView one) => (await almanac.Run(new GetTask(one.Id))).Status;
    }

    [Fact]
    public async Task A_subtask_that_repeats_by_itself_goes_along_as_it_is()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = await almanac.Add("FREQ=WEEKLY");
        var daily = await almanac.Run(new AddTask("Air the room", ParentId: task.Id, Recurrence: "FREQ=DAILY"));
        var second = (await almanac.Complete(daily))!;

        var next = (await almanac.Complete(task))!;

        Assert.Equal(next.Id, (await almanac.Run(new GetTask(second.Id))).ParentId);
        Assert.Equal(task.Id, (await almanac.Run(new GetTask(daily.Id))).ParentId);
        Assert.Equal(4, (await almanac.All()).Count);
    }

    [Fact]
    public async Task Reminders_that_count_from_the_due_go_along_and_comments_stay()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = await almanac.Add("FREQ=DAILY", new(Day("2026-12-01"), new(9, 0)));
        await almanac.Run(new AddReminder(task.Id, MinutesBefore: 30));
        await almanac.Run(new AddReminder(task.Id, At: DateTimeOffset.UnixEpoch));
        await almanac.Run(new AddComment(task.Id, "Not the cactus"));

        var next = (await almanac.Complete(task))!;

        var reminder = Assert.Single((await almanac.Run(new ListReminders(next.Id))).Items);
        Assert.Equal(new DateTimeOffset(2026, 12, 2, 7, 30, 0, default), reminder.Time);
        var jobs = await steward.QueryAsOwner(
            "SELECT input::text FROM kernel.job WHERE tenant_id = $1 AND run_at = $2",
            almanac.Ana.Tenant.Value,
            reminder.Time!.Value.UtcDateTime
        );
        Assert.Contains($"{reminder.Id}", (string)Assert.Single(jobs)[0]!);
        Assert.Empty((await almanac.Run(new ListComments(next.Id))).Items);
        Assert.Single((await almanac.Run(new ListComments(task.Id))).Items);
    }

    [Fact]
    public async Task The_series_moves_with_the_task_and_is_seen_where_that_is()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var open = await ana.Run(new AddProject("Home"));
        var secret = await ana.Run(new AddProject("Surprise", MemberIds: [ana.Id]));
        var task = await ana.Run(new AddTask("Bake", ProjectId: open.Id, Recurrence: "FREQ=DAILY"));
        await ana.Run(new CompleteTask(task.Id));
        var next = (await ana.Run(new ListTasks([Status.Todo]))).Items.Single();

        await ana.Run(new MoveTask(next.Id, secret.Id));
        await ana.Run(new UpdateTask(next.Id, Title: "Bake the birthday cake"));

        Assert.Equal(RefusalKind.NotFound, (await ben.Refused(new GetTask(next.Id))).Kind);
        var seen = await ben.Run(new GetTask(task.Id));
        Assert.Equal((null, null), (seen.Recurrence, seen.RecurrenceFrom));
        Assert.Empty((await ben.Run(new ListOccurrences(task.Id))).ToCome);
        Assert.DoesNotContain("birthday", System.Text.Json.JsonSerializer.Serialize(await ben.Changes()));
        // Nor does it go on from there.
        await ben.Run(new ReopenTask(task.Id));
        await ben.Run(new CompleteTask(task.Id));
        Assert.Single((await ben.Run(new ListTasks())).Items);

        await ana.Run(new CompleteTask(next.Id));
        var third = (await ana.Run(new ListTasks([Status.Todo]))).Items.Single();
        Assert.Equal((secret.Id, "Bake the birthday cake"), (third.ProjectId, third.Title));
    }

    [Fact]
    public async Task By_its_title_the_last_is_meant_and_by_their_keys_the_others()
    {
        var ana = await steward.NewOwner();
        var home = await ana.Run(new AddProject("Home"));
        var task = await ana.Run(new AddTask("Bake", ProjectId: home.Id, Recurrence: "FREQ=DAILY"));
        await ana.Run(new CompleteTask(task.Id));
        var next = (await ana.Run(new ListTasks([Status.Todo]))).Items.Single();

        Assert.Equal(next.Id, (await Called("bake")).Id);
        Assert.Equal(task.Id, (await Called(task.Key!)).Id);

        async Task<TaskView> Called(string name) =>
            (TaskView)(await ana.Call("get_task", new { task_id = name })).Result!;
    }
}
