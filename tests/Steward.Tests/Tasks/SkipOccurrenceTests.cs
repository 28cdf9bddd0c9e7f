using Steward.Tasks;
using static Steward.Tests.Tasks.Almanac;

namespace Steward.Tests.Tasks;

public sealed class SkipOccurrenceTests(TestSteward steward)
{
    internal sealed class Sample : Sample<SkipOccurrence>
    {
        public override async Task<SkipOccurrence> Of(World world) =>
            new(
                (
                    await world.Ana.Run(
                        new AddTask("Pay the rent", Due: new(new(2036, 12, 1)), Recurrence: "FREQ=MONTHLY")
                    )
                ).Id,
                new(2036, 12, 1)
            );
    }

    [Fact]
    public async Task The_task_goes_on_to_its_next_day_with_all_its_dates()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = await almanac.Run(
            new AddTask(
                "Pay the rent",
                Due: new(Day("2026-12-01"), new(9, 0)),
                Start: Day("2026-11-28"),
                Deadline: Day("2026-12-03"),
                Recurrence: "FREQ=MONTHLY"
            )
        );
        await almanac.Run(new AddReminder(task.Id, MinutesBefore: 0));

        var skipped = await almanac.Run(new SkipOccurrence(task.Id));

        Assert.Equivalent(
            task with
            {
                Due = new(Day("2027-01-01"), new(9, 0), "Europe/Berlin"),
                Start = Day("2026-12-29"),
                Deadline = Day("2027-01-03"),
                Occurrence = Day("2027-01-01"),
                Version = 2,
            },
            skipped,
            strict: true
        );
        Assert.Single(await almanac.All());
        Assert.Equal("occurrence_skipped", (await almanac.Ana.Events())[^1]);
        Assert.Equal(
            2,
            (
                await steward.QueryAsOwner("SELECT 1 FROM kernel.job WHERE tenant_id = $1", almanac.Ana.Tenant.Value)
            ).Count
        );
    }

    [Fact]
    public async Task An_occurrence_that_is_named_is_skipped_once()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = await almanac.Add("FREQ=DAILY");

        for (var time = 0; time < 2; time++)
            task = await almanac.Run(new SkipOccurrence(task.Id, Day("2026-11-20")));

        Assert.Equal((Day("2026-11-21"), 2L), (task.Occurrence, task.Version));
        Assert.Equal(Day("2026-11-22"), (await almanac.Run(new SkipOccurrence(task.Id))).Occurrence);
    }

    [Fact]
    public async Task Fifty_at_once_skip_a_named_one_once()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("x", Due: new(new(2036, 12, 1)), Recurrence: "FREQ=DAILY"));

        await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => ana.Call(new SkipOccurrence(task.Id, new(2036, 12, 1))))
        );

        Assert.Equal(new(2036, 12, 2), (await ana.Run(new GetTask(task.Id))).Occurrence);
    }

    [Theory]
    [InlineData("2026-11-16", RecurrenceFrom.Schedule, "2026-11-22")]
    [InlineData("2026-11-25", RecurrenceFrom.Schedule, "2026-11-28")]
    [InlineData("2026-11-16", RecurrenceFrom.Completion, "2026-11-23")]
    [InlineData("2026-11-25", RecurrenceFrom.Completion, "2026-11-28")]
    public async Task It_goes_past_today_and_past_the_day_it_stood_for(string due, RecurrenceFrom from, string next)
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = await almanac.Add("FREQ=DAILY;INTERVAL=3", new(Day(due)), from);

        Assert.Equal(Day(next), (await almanac.Run(new SkipOccurrence(task.Id))).Due!.Date);
    }

    [Fact]
    public async Task What_does_not_go_on_is_not_skipped()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var plain = await almanac.Run(new AddTask("x"));
        Assert.Equal("not_repeating", (await almanac.Refused(new SkipOccurrence(plain.Id))).Code);

        var task = await almanac.Add("FREQ=DAILY;COUNT=2");
        var last = (await almanac.Complete(task))!;
        Assert.Equal("not_repeating", (await almanac.Refused(new SkipOccurrence(task.Id))).Code);
        Assert.Equal("last_occurrence", (await almanac.Refused(new SkipOccurrence(last.Id))).Code);
        await almanac.Run(new UpdateTask(last.Id, Recurrence: null));
        Assert.Equal("not_repeating", (await almanac.Refused(new SkipOccurrence(last.Id))).Code);
    }
}
