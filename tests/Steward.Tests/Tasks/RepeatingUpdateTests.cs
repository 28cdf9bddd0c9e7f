using Steward.Tasks;
using static Steward.Tests.Tasks.Almanac;

namespace Steward.Tests.Tasks;

public sealed class RepeatingUpdateTests(TestSteward steward)
{
    [Fact]
    public async Task An_update_that_says_nothing_of_it_leaves_the_recurrence()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var label = await almanac.Run(new AddLabel("home"));
        var task = await almanac.Add("FREQ=WEEKLY;BYDAY=FR", new(Day("2026-11-20"), new(9, 0)));

        foreach (
            var update in new UpdateTask[]
            {
                new(task.Id, Title: "Water all plants"),
                new(task.Id, Notes: "With care", Priority: 1, EstimateMinutes: 5),
                new(task.Id, Status: Status.InProgress),
                new(task.Id, Due: new Due(Day("2026-11-21"))),
                new(task.Id, Start: Day("2026-11-19"), Deadline: Day("2026-11-22")),
                new(task.Id, LabelIds: (Guid[])[label.Id], AssigneeIds: (UserId[])[almanac.Ana.Id]),
                new(task.Id),
            }
        )
        {
            var updated = await almanac.Run(update);
            Assert.Equal(
                (task.Recurrence, task.RecurrenceFrom, task.SeriesId, task.Occurrence),
                (updated.Recurrence, updated.RecurrenceFrom, updated.SeriesId, updated.Occurrence)
            );
        }
        Assert.Equal(Day("2026-11-27"), (await almanac.Complete(task))!.Occurrence);
    }

    [Fact]
    public async Task Unless_said_otherwise_dates_change_for_this_one_and_all_else_for_all_to_come()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var label = await almanac.Run(new AddLabel("home"));
        var task = await almanac.Add("FREQ=DAILY");

        await almanac.Run(
            new UpdateTask(
                task.Id,
                "Water all plants",
                "With care",
                Priority: 1,
                Due: new Due(Day("2026-11-25"), new(18, 0)),
                Start: Day("2026-11-24"),
                Deadline: Day("2026-11-26"),
                EstimateMinutes: 5,
                LabelIds: (Guid[])[label.Id],
                AssigneeIds: (UserId[])[almanac.Ana.Id]
            )
        );
        var next = (await almanac.Complete(task))!;

        Assert.Equal(
            ("Water all plants", "With care", 1, 5),
            (next.Title, next.Notes, next.Priority, next.EstimateMinutes)
        );
        Assert.Equal((label.Id, almanac.Ana.Id), (next.LabelIds.Single(), next.AssigneeIds.Single()));
        Assert.Equal((new(Day("2026-11-21")), null, null), (next.Due, next.Start, next.Deadline));
    }

    [Fact]
    public async Task Said_for_this_one_it_changes_no_other()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = await almanac.Add("FREQ=DAILY");

        var changed = await almanac.Run(
            new UpdateTask(task.Id, "Water the cactus", Priority: 1, ApplyTo: ApplyTo.This)
        );
        var next = (await almanac.Complete(task))!;

        Assert.Equal(("Water the cactus", 1), (changed.Title, changed.Priority));
        Assert.Equal((task.Title, task.Priority), (next.Title, next.Priority));
    }

    [Fact]
    public async Task Said_for_all_to_come_the_dates_move_the_schedule()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = await almanac.Add("FREQ=WEEKLY", new(Day("2026-11-20")));

        task = await almanac.Run(
            new UpdateTask(
                task.Id,
                Due: new Due(Day("2026-11-25"), new(18, 0)),
                Start: Day("2026-11-24"),
                Deadline: Day("2026-11-26"),
                ApplyTo: ApplyTo.AllToCome
            )
        );
        Assert.Equal(Day("2026-11-25"), task.Occurrence);

        var next = (await almanac.Complete(task))!;
        Assert.Equal(new(Day("2026-12-02"), new(18, 0), "Europe/Berlin"), next.Due);
        Assert.Equal((Day("2026-12-01"), Day("2026-12-03")), (next.Start!.Value, next.Deadline!.Value));
    }

    [Fact]
    public async Task Null_ends_it_and_a_rule_takes_it_up_again_with_its_history()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = (await almanac.Complete(await almanac.Add("FREQ=DAILY")))!;

        var ended = await almanac.Run(new UpdateTask(task.Id, Recurrence: null));
        Assert.Equal((null, Status.Todo, task.Due), (ended.Recurrence, ended.Status, ended.Due));
        Assert.Equal(ended.Version, (await almanac.Run(new UpdateTask(task.Id, Recurrence: null))).Version);
        Assert.Null(await almanac.Complete(task));
        await almanac.Run(new ReopenTask(task.Id));

        var again = await almanac.Run(new UpdateTask(task.Id, Recurrence: "FREQ=WEEKLY"));
        Assert.Equal(("FREQ=WEEKLY", task.SeriesId), (again.Recurrence, again.SeriesId));
        Assert.Equal(Day("2026-11-28"), (await almanac.Complete(again))!.Occurrence);
        Assert.Equal(2, (await almanac.Run(new ListOccurrences(task.Id))).Items.Count);
    }

    [Fact]
    public async Task A_task_comes_to_repeat_from_its_due_on()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var dated = await almanac.Run(
            new AddTask("a", Due: new(Day("2026-11-24"), new(9, 0)), Deadline: Day("2026-11-25"))
        );
        var plain = await almanac.Run(new AddTask("b"));

        dated = await almanac.Run(new UpdateTask(dated.Id, Recurrence: "FREQ=WEEKLY"));
        plain = await almanac.Run(new UpdateTask(plain.Id, Recurrence: "FREQ=WEEKLY;BYDAY=MO"));

        Assert.Equal((Day("2026-11-24"), Day("2026-11-23")), (dated.Occurrence, plain.Occurrence));
        var next = (await almanac.Complete(dated))!;
        Assert.Equal(new(Day("2026-12-01"), new(9, 0), "Europe/Berlin"), next.Due);
        Assert.Equal(Day("2026-12-02"), next.Deadline);
    }

    [Fact]
    public async Task The_same_rule_once_more_does_not_begin_anew_and_another_does()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = (await almanac.Complete(await almanac.Add("FREQ=DAILY;COUNT=3")))!;

        var same = await almanac.Run(new UpdateTask(task.Id, Recurrence: "count=3;freq=daily"));
        Assert.Equal(task.Version, same.Version);
        var counted = await almanac.Run(
            new UpdateTask(task.Id, Recurrence: "FREQ=DAILY;COUNT=2", RecurrenceFrom: RecurrenceFrom.Completion)
        );
        Assert.Equal(RecurrenceFrom.Completion, counted.RecurrenceFrom);

        var last = (await almanac.Complete(counted))!;
        Assert.Null(await almanac.Complete(last));
        Assert.Equal(3, (await almanac.All()).Count);
    }

    [Fact]
    public async Task What_it_counts_from_changes_by_itself()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = await almanac.Add("FREQ=DAILY;INTERVAL=3", new(Day("2026-11-30")));

        await almanac.Run(new UpdateTask(task.Id, RecurrenceFrom: RecurrenceFrom.Completion));

        Assert.Equal(Day("2026-11-23"), (await almanac.Complete(task))!.Occurrence);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var plain = await almanac.Run(new AddTask("x"));
        var past = await almanac.Add("FREQ=DAILY");
        var open = (await almanac.Complete(past))!;

        await Refused("not_repeating", new(plain.Id, "y", ApplyTo: ApplyTo.AllToCome));
        await Refused("not_repeating", new(plain.Id, RecurrenceFrom: RecurrenceFrom.Completion));
        await Refused("occurrence_past", new(past.Id, "y", ApplyTo: ApplyTo.AllToCome));
        await Refused("occurrence_past", new(past.Id, Recurrence: null));
        await Refused("occurrence_past", new(past.Id, Recurrence: "FREQ=WEEKLY"));
        await Refused("due_needed", new(open.Id, Due: (Due?)null));
        await Refused("invalid_input", new(open.Id, Recurrence: "FREQ=WEEKLY", ApplyTo: ApplyTo.This));
        await Refused("invalid_input", new(open.Id, Recurrence: null, RecurrenceFrom: RecurrenceFrom.Completion));

        Assert.Equal("y", (await almanac.Run(new UpdateTask(plain.Id, "y", ApplyTo: ApplyTo.This))).Title);
        await almanac.Run(new UpdateTask(open.Id, Due: (Due?)null, Recurrence: null));

        async Task Refused(string code, UpdateTask update) => Assert.Equal(code, (await almanac.Refused(update)).Code);
    }

    [Fact]
    public async Task An_occurrence_that_is_over_changes_alone()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var past = await almanac.Add("FREQ=DAILY");
        var open = (await almanac.Complete(past))!;

        await almanac.Run(new UpdateTask(past.Id, "Watered the plants", Priority: 1));

        Assert.Equal(open.Title, (await almanac.Complete(open))!.Title);
    }

    [Fact]
    public async Task Done_with_an_update_the_next_begins_as_that_says()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = await almanac.Add("FREQ=DAILY");

        await almanac.Run(new UpdateTask(task.Id, "Water all", Status: Status.Done, Recurrence: "FREQ=WEEKLY"));

        var next = (await almanac.Open()).Single();
        Assert.Equal(("Water all", Day("2026-11-27")), (next.Title, next.Occurrence));
    }

    [Fact]
    public async Task Cancelling_stops_it_and_reopening_takes_it_up_again()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = await almanac.Add("FREQ=DAILY");
        await almanac.Run(new UpdateTask(task.Id, Status: Status.Cancelled));
        Assert.Empty(await almanac.Open());
        Assert.Empty((await almanac.Run(new ListOccurrences(task.Id))).ToCome);

        await almanac.Run(new ReopenTask(task.Id));

        Assert.NotNull(await almanac.Complete(task));
    }

    [Fact]
    public async Task Deleting_stops_it_and_restoring_brings_it_back()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var past = await almanac.Add("FREQ=DAILY");
        var task = (await almanac.Complete(past))!;
        await almanac.Run(new DeleteTask(task.Id));
        Assert.Equal(past.Id, Assert.Single(await almanac.All()).Id);
        await almanac.Run(new ReopenTask(past.Id));
        Assert.Null(await almanac.Complete(past));

        await almanac.Run(new RestoreTask(task.Id));

        Assert.NotNull(await almanac.Complete(task));
    }

    [Fact]
    public async Task The_series_is_gone_for_good_with_its_last_task()
    {
        var ana = await steward.NewOwner();
        var (home, work) = (await ana.Run(new AddProject("Home")), await ana.Run(new AddProject("Work")));
        var past = await ana.Run(new AddTask("Bake", ProjectId: home.Id, Recurrence: "FREQ=DAILY"));
        await ana.Run(new CompleteTask(past.Id));
        var task = (await ana.Run(new ListTasks([Status.Todo]))).Items.Single();
        await ana.Run(new MoveTask(task.Id, work.Id));

        await Purge("task", task.Id, new DeleteTask(task.Id), new PurgeTask(task.Id));
        // What is left of it stands at home, so that work can go.
        await Purge("project", work.Id, new DeleteProject(work.Id), new PurgeProject(work.Id));
        Assert.Equal(home.Id, (await Series())[0][0]);
        await ana.Run(new ReopenTask(past.Id));
        await ana.Run(new CompleteTask(past.Id));
        Assert.Equal(2, (await ana.Run(new ListTasks())).Items.Count);

        await Purge("project", home.Id, new DeleteProject(home.Id), new PurgeProject(home.Id));
        Assert.Empty(await Series());

        Task<List<object?[]>> Series() =>
            steward.QueryAsOwner("SELECT project_id FROM tasks.series WHERE tenant_id = $1", ana.Tenant.Value);

        async Task Purge(string table, Guid id, IOperation delete, IOperation purge)
        {
            await ana.Call(delete);
            await steward.ExecuteAsOwner(
                $"UPDATE tasks.{table} SET deleted_at = deleted_at - interval '31 days' WHERE id = $1",
                id
            );
            await ana.As(caller => Caller.System(caller.Tenant, "test")).Call(purge);
        }
    }
}
