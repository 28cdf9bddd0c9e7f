using Steward.Tasks;
using static Steward.Tests.Tasks.Almanac;

namespace Steward.Tests.Tasks;

public sealed class ListOccurrencesTests(TestSteward steward)
{
    internal sealed class Sample : Sample<ListOccurrences>
    {
        public override async Task<ListOccurrences> Of(World world)
        {
            var task = await world.Ana.Run(
                new AddTask("Pay the rent", Due: new(new(2036, 12, 1)), Recurrence: "FREQ=MONTHLY;COUNT=3")
            );
            await world.Ana.Run(new CompleteTask(task.Id));
            return new((await world.Ana.Run(new ListTasks([Status.Todo]))).Items[0].Id);
        }
    }

    [Fact]
    public async Task It_tells_what_was_done_when_and_by_whom_and_what_is_to_come()
    {
        await using var almanac = await On(steward, "2026-11-20");
        var first = await almanac.Add("FREQ=DAILY", new(Day("2026-11-20"), new(9, 0)));
        almanac.Today = Day("2026-11-21");
        var second = (await almanac.Complete(first))!;
        await almanac.Run(new UpdateTask(second.Id, Due: new Due(Day("2026-11-28"))));
        almanac.Today = Day("2026-11-25");
        var open = (await almanac.Complete(second))!;

        foreach (var asked in new[] { first, second, open })
        {
            var told = await almanac.Run(new ListOccurrences(asked.Id, Limit: 1));
            var latest = Assert.Single(told.Items);
            Assert.Equal(
                (second.Id, Day("2026-11-22"), Day("2026-11-28"), almanac.Ana.Id),
                (latest.TaskId, latest.Occurrence, latest.Due!.Date, latest.CompletedBy)
            );
            Assert.Equal(
                Enumerable.Range(27, 4).Select(day => new Due(new(2026, 11, day), new(9, 0), "Europe/Berlin")),
                told.ToCome.Take(4)
            );
            Assert.Equal(10, told.ToCome.Count);
            told = await almanac.Run(new ListOccurrences(asked.Id, Limit: 1, told.NextCursor));
            Assert.Equal(first.Id, Assert.Single(told.Items).TaskId);
            Assert.Null(told.NextCursor);
        }
    }

    [Theory]
    [InlineData("FREQ=DAILY;COUNT=4", RecurrenceFrom.Schedule, 3)]
    [InlineData("FREQ=DAILY;COUNT=4", RecurrenceFrom.Completion, 3)]
    [InlineData("FREQ=DAILY;UNTIL=20261122", RecurrenceFrom.Completion, 2)]
    [InlineData("FREQ=DAILY", RecurrenceFrom.Completion, 10)]
    public async Task There_come_no_more_than_the_rule_gives(string rule, RecurrenceFrom from, int count)
    {
        await using var almanac = await On(steward, "2026-11-20");
        var task = await almanac.Add(rule, from: from);

        Assert.Equal(
            Enumerable.Range(1, count).Select(day => new Due(almanac.Today.AddDays(day))),
            (await almanac.Run(new ListOccurrences(task.Id))).ToCome
        );
    }

    [Fact]
    public async Task Of_a_task_that_never_repeated_there_is_nothing()
    {
        var ana = await steward.NewOwner();
        var told = await ana.Run(new ListOccurrences((await ana.Run(new AddTask("x"))).Id));

        Assert.Equal((0, 0, null), (told.Items.Count, told.ToCome.Count, told.NextCursor));
    }
}
