using Steward.Tasks;
using static Steward.Tests.Tasks.Almanac;

namespace Steward.Tests.Tasks;

public sealed class RepeatingTests(TestSteward steward)
{
    [Fact]
    public async Task Completing_one_keeps_it_as_history_and_adds_the_next()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var first = await almanac.Run(
            new AddTask(
                "Pay the rent",
                "By transfer",
                2,
                new(Day("2026-12-01")),
                Day("2026-11-28"),
                Day("2026-12-03"),
                15,
                AssigneeIds: [almanac.Ana.Id],
                Recurrence: "freq=monthly"
            )
        );
        Assert.Equal(("FREQ=MONTHLY", RecurrenceFrom.Schedule), (first.Recurrence, first.RecurrenceFrom));

        var next = (await almanac.Complete(first))!;

        var done = await almanac.Run(new GetTask(first.Id));
        Assert.Equal((Status.Done, almanac.Ana.Id), (done.Status, done.CompletedBy));
        Assert.Equal((first.Due, first.Occurrence), (done.Due, done.Occurrence));
        Assert.Equal(Day("2027-01-01"), next.Occurrence);
        Assert.Equivalent(
            first with
            {
                Id = next.Id,
                Due = new(Day("2027-01-01")),
                Start = Day("2026-12-29"),
                Deadline = Day("2027-01-03"),
                Occurrence = next.Occurrence,
            },
            next,
            strict: true
        );
        Assert.Equal(["task_added", "task_completed", "task_added"], await almanac.Ana.Events());
    }

    [Fact]
    public async Task The_next_is_added_once_however_often_and_wherever_it_is_completed()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = await almanac.Add("FREQ=DAILY");

        foreach (var day in new[] { "2026-11-20", "2026-11-22" })
        {
            almanac.Today = Day(day);
            await almanac.Run(new CompleteTask(task.Id));
            await almanac.Run(new CompleteTask(task.Id));
            await almanac.Run(new ReopenTask(task.Id));
            await almanac.Run(new UpdateTask(task.Id, Status: Status.Done));
            await almanac.Run(new UpdateTask(task.Id, Status: Status.Done, Priority: 1));
            await almanac.Run(new ReopenTask(task.Id));
        }

        Assert.Equal(
            [Day("2026-11-20"), Day("2026-11-21")],
            (await almanac.All()).Select(one => one.Occurrence!.Value).Order()
        );
    }

    [Fact]
    public async Task Fifty_completions_at_once_add_one()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Water the plants", Recurrence: "FREQ=DAILY"));

        await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(i =>
                    i % 2 == 0
                        ? ana.Call(new CompleteTask(task.Id))
                        : ana.Call(new UpdateTask(task.Id, Status: Status.Done))
                )
        );

        Assert.Equal(2, (await ana.Run(new ListTasks())).Items.Count);
        Assert.Equal(["task_added", "task_completed", "task_added"], await ana.Events());
    }

    [Fact]
    public async Task Undoing_a_completion_removes_the_next_and_reopens_this()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = await almanac.Add("FREQ=DAILY");

        var completed = await almanac.Call(new CompleteTask(task.Id));
        var next = (await almanac.Open())[0];
        var undone = await almanac.Call(new UndoChange(completed.ChangeId!.Value));
        Assert.Equivalent(
            task,
            (await almanac.All()).Single() with
            {
                Version = task.Version,
                UpdatedAt = task.UpdatedAt,
            },
            strict: true
        );

        await almanac.Call(new UndoChange(undone.ChangeId!.Value));
        Assert.Equal(next.Id, (await almanac.Open()).Single().Id);
        Assert.Equal(2, (await almanac.All()).Count);
    }

    [Fact]
    public async Task An_undo_waits_for_what_was_done_with_the_next()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = await almanac.Add("FREQ=DAILY");
        var completed = await almanac.Call(new CompleteTask(task.Id));
        var next = (await almanac.Open()).Single();
        await almanac.Run(new AddComment(next.Id, "Not the cactus"));

        Assert.Equal("undo_conflict", (await almanac.Refused(new UndoChange(completed.ChangeId!.Value))).Code);
    }

    [Theory]
    [InlineData("FREQ=DAILY", "2026-11-16", "2026-11-20", "2026-11-21")]
    [InlineData("FREQ=DAILY", "2026-11-20", "2026-11-18", "2026-11-21")]
    [InlineData("FREQ=WEEKLY", "2026-11-16", "2026-11-18", "2026-11-23")]
    [InlineData("FREQ=WEEKLY", "2026-11-16", "2026-11-23", "2026-11-30")]
    [InlineData("FREQ=DAILY;INTERVAL=3", "2026-11-16", "2026-11-20", "2026-11-22")]
    [InlineData("FREQ=MONTHLY", "2027-01-31", "2027-01-31", "2027-02-28")]
    public async Task By_schedule_the_next_comes_after_this_one_and_after_today(
        string rule,
        string due,
        string done,
        string next
    )
    {
        await using var almanac = await On(steward, due);
        var task = await almanac.Add(rule, new(Day(due)));

        almanac.Today = Day(done);

        Assert.Equal(Day(next), (await almanac.Complete(task))!.Occurrence);
    }

    [Theory]
    [InlineData("FREQ=DAILY;INTERVAL=3", "2026-11-16", "2026-11-20", "2026-11-23")]
    [InlineData("FREQ=DAILY;INTERVAL=3", "2026-11-25", "2026-11-20", "2026-11-23")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO", "2026-11-16", "2026-11-20", "2026-11-23")]
    [InlineData("FREQ=MONTHLY", "2026-11-16", "2027-01-31", "2027-02-28")]
    public async Task From_completion_the_rule_counts_from_the_day_on_which_it_is_done(
        string rule,
        string due,
        string done,
        string next
    )
    {
        await using var almanac = await On(steward, due);
        var task = await almanac.Add(rule, new(Day(due)), RecurrenceFrom.Completion);
        Assert.Equal(RecurrenceFrom.Completion, task.RecurrenceFrom);

        almanac.Today = Day(done);

        Assert.Equal(Day(next), (await almanac.Complete(task))!.Due!.Date);
    }

    [Fact]
    public async Task From_completion_it_may_be_done_several_times_a_day()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = await almanac.Add("FREQ=DAILY", from: RecurrenceFrom.Completion);

        for (var time = 0; time < 3; time++)
            task = (await almanac.Complete(task))!;

        Assert.Equal((Day("2026-11-21"), 4), (task.Occurrence, (await almanac.All()).Count));
    }

    [Theory]
    [InlineData("FREQ=DAILY;COUNT=3", RecurrenceFrom.Schedule)]
    [InlineData("FREQ=DAILY;COUNT=3", RecurrenceFrom.Completion)]
    [InlineData("FREQ=DAILY;UNTIL=20261122", RecurrenceFrom.Schedule)]
    [InlineData("FREQ=DAILY;UNTIL=20261122", RecurrenceFrom.Completion)]
    public async Task A_rule_that_ends_ends_it(string rule, RecurrenceFrom from)
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = await almanac.Add(rule, from: from);
        for (var time = 0; time < 2; time++)
        {
            task = (await almanac.Complete(task))!;
            almanac.Today = task.Occurrence!.Value;
        }

        Assert.Null(await almanac.Complete(task));
        Assert.Equal(3, (await almanac.All()).Count);
    }

    [Fact]
    public async Task Without_a_due_it_begins_with_the_first_day_from_today_on()
    {
        await using var almanac = await On(steward, "2026-11-20");

        Assert.Equal(new(Day("2026-11-23")), (await almanac.Add("FREQ=WEEKLY;BYDAY=MO")).Due);
        Assert.Equal(new(Day("2026-11-20")), (await almanac.Add("FREQ=WEEKLY;BYDAY=FR")).Due);
        var refusal = await almanac.Refused(new AddTask("x", Recurrence: "FREQ=DAILY;UNTIL=20261119"));
        Assert.Equal(("/recurrence", "recurrence_over"), (refusal.Errors[0].Pointer, refusal.Errors[0].Code));
    }

    [Theory]
    [InlineData("every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-20", "2026-11-23")]
    [InlineData("every monday at 9", "FREQ=WEEKLY;BYDAY=MO", "2026-11-23", "2026-11-30")]
    [InlineData("every! 3 days", "FREQ=DAILY;INTERVAL=3", "2026-11-20", "2026-11-23")]
    [InlineData("jeden letzten Freitag im Monat", "FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", "2026-12-25")]
    public async Task It_may_be_said_in_words(string words, string rule, string first, string second)
    {
        await using var almanac = await On(steward, "2026-11-20");
        TimeOnly? at = words.EndsWith('9') ? new(9, 0) : null;

        var task = await almanac.Add(words);
        var next = (await almanac.Complete(task))!;

        Assert.Equal(
            (rule, words.Contains('!') ? RecurrenceFrom.Completion : RecurrenceFrom.Schedule),
            (task.Recurrence, task.RecurrenceFrom)
        );
        Assert.Equal((Day(first), at), (task.Due!.Date, task.Due.Time));
        Assert.Equal((Day(second), at), (next.Due!.Date, next.Due.Time));
    }

    [Fact]
    public async Task A_time_in_words_is_the_dues_unless_that_has_one()
    {
        await using var almanac = await On(steward, "2026-11-20");

        var day = await almanac.Add("every day at 9", new(Day("2026-11-25")));
        var timed = await almanac.Add("every day at 9", new(Day("2026-11-25"), new(18, 0)));

        Assert.Equal(new(Day("2026-11-25"), new(9, 0), "Europe/Berlin"), day.Due);
        Assert.Equal(new(Day("2026-11-25"), new(18, 0), "Europe/Berlin"), timed.Due);
        var same = await almanac.Run(new UpdateTask(day.Id, Recurrence: "every day at 9"));
        Assert.Equal(day.Version, same.Version);
    }

    [Fact]
    public async Task A_due_that_the_rule_does_not_give_comes_first()
    {
        await using var almanac = await On(steward, "2026-11-20");

        var task = await almanac.Add("FREQ=WEEKLY;BYDAY=MO", new(Day("2026-11-25")));

        Assert.Equal((Day("2026-11-25"), Day("2026-11-25")), (task.Due!.Date, task.Occurrence));
        Assert.Equal(Day("2026-11-30"), (await almanac.Complete(task))!.Occurrence);
    }

    [Theory]
    [InlineData("2026-10-24", "2026-10-24T07:00:00Z", "2026-10-25T08:00:00Z")]
    [InlineData("2027-03-27", "2027-03-27T08:00:00Z", "2027-03-28T07:00:00Z")]
    public async Task Nine_stays_nine_when_the_clocks_change(string day, string before, string after)
    {
        await using var almanac = await On(steward, day);
        var task = await almanac.Add("FREQ=DAILY", new(Day(day), new(9, 0)));
        var reminder = await almanac.Run(new AddReminder(task.Id, MinutesBefore: 0));
        Assert.Equal(DateTimeOffset.Parse(before, null), reminder.Time);

        var next = (await almanac.Complete(task))!;

        Assert.Equal(new(Day(day).AddDays(1), new(9, 0), "Europe/Berlin"), next.Due);
        reminder = Assert.Single((await almanac.Run(new ListReminders(next.Id))).Items);
        Assert.Equal(DateTimeOffset.Parse(after, null), reminder.Time);
    }

    [Fact]
    public async Task Today_is_where_the_task_is_timed()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = await almanac.Add("FREQ=DAILY", new(Day("2026-11-18"), new(9, 0), "Pacific/Kiritimati"));

        // Noon of the 20th in Berlin is the 21st there.
        Assert.Equal(Day("2026-11-22"), (await almanac.Complete(task))!.Occurrence);
    }

    [Fact]
    public async Task Of_many_misspelt_rules_each_is_refused_at_its_place()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = await almanac.Add("FREQ=DAILY");

        foreach (
            var rule in new[]
            {
                "",
                "sometimes",
                "every 30 feb",
                "FREQ=HOURLY",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                "\0",
            }
        )
        {
            Assert.Equal("/recurrence", (await almanac.Refused(new AddTask("x", Recurrence: rule))).Errors[0].Pointer);
            var refusal = await almanac.Refused(new UpdateTask(task.Id, Recurrence: rule));
            Assert.Equal("/recurrence", refusal.Errors[0].Pointer);
        }
        var unneeded = await almanac.Refused(new AddTask("x", RecurrenceFrom: RecurrenceFrom.Completion));
        Assert.Equal("/recurrence_from", unneeded.Errors[0].Pointer);
    }

    [Fact]
    public async Task The_last_day_of_the_calendar_ends_it()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = await almanac.Run(
            new AddTask(
                "x",
                Due: new(DateOnly.MaxValue),
                Deadline: DateOnly.MinValue,
                Recurrence: "FREQ=DAILY",
                Start: DateOnly.MinValue
            )
        );

        Assert.Null(await almanac.Complete(task));
        task = await almanac.Add("FREQ=YEARLY", new(DateOnly.MinValue));
        Assert.Equal(Day("2027-01-01"), (await almanac.Complete(task))!.Occurrence);
    }

    [Fact]
    public async Task Its_place_among_others_is_the_next_ones()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = await almanac.Add("FREQ=DAILY");
        var other = await almanac.Run(new AddTask("Something else"));
        almanac.Today = Day("2026-11-21");

        var next = (await almanac.Complete(task))!;

        Assert.Equal(task.Position, next.Position);
        Assert.True((await almanac.Run(new GetTask(task.Id))).Position.CompareTo(other.Position) > 0);
    }
}
