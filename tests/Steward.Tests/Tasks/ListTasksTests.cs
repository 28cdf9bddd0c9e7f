using Steward.Tasks;

namespace Steward.Tests.Tasks;

public sealed class ListTasksTests(TestSteward steward)
{
    internal sealed class Sample : Sample<ListTasks>
    {
        public override async Task<ListTasks> Of(World world)
        {
            await world.Ana.Run(new AddTask("Pay the rent", AssigneeIds: [world.Ben.Id]));
            var view = await world.Ana.Run(new AddView("What is to do", "open order by title"));
            return new(AssigneeId: world.Ben.Id, Text: "RENT", Filter: "creator:me", ViewId: view.Id);
        }
    }

    internal sealed class GetSample : Sample<GetTask>
    {
        public override async Task<GetTask> Of(World world) =>
            new((await world.Ana.Run(new AddTask("Pay the rent", "In cash"))).Id);
    }

    [Fact]
    public async Task Each_filter_finds_what_it_says()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var one = await ana.Run(new AddTask("one", Due: new(new(2026, 12, 1))));
        var two = await ana.Run(new AddTask("two", Due: new(new(2026, 12, 2), new(9, 0)), AssigneeIds: [ben.Id]));
        await ana.Run(new AddTask("three"));
        await ana.Run(new CompleteTask(one.Id));
        await ana.Run(new UpdateTask(two.Id, Status: Status.InReview));

        Assert.Equal(["three", "two", "one"], await Found(ana, new()));
        Assert.Equal(["one"], await Found(ana, new([Status.Done])));
        Assert.Equal(["three", "two"], await Found(ana, new([Status.Todo, Status.InReview])));
        Assert.Equal(["three", "two", "one"], await Found(ana, new([])));
        Assert.Equal(["two"], await Found(ana, new(DueFrom: new(2026, 12, 2))));
        Assert.Equal(["one"], await Found(ana, new(DueUntil: new(2026, 12, 1))));
        Assert.Equal(["two", "one"], await Found(ana, new(DueFrom: new(2026, 12, 1), DueUntil: new(2026, 12, 2))));
        Assert.Empty(await Found(ana, new(DueFrom: new(2026, 12, 3), DueUntil: new(2026, 12, 1))));
        Assert.Equal(["two"], await Found(ana, new(AssigneeId: ben.Id)));
        Assert.Empty(await Found(ana, new([Status.Done], AssigneeId: ben.Id)));
        Assert.Equal(
            RefusalKind.NotFound,
            (await ana.Refused(new ListTasks(AssigneeId: new(TestSteward.NewId())))).Kind
        );
    }

    [Fact]
    public async Task Text_is_found_as_it_stands_in_title_or_notes()
    {
        var ana = await steward.NewOwner();
        foreach (
            var title in new[]
            {
                "100 % sure",
                "100 percent",
                "a_b",
                "axb",
                @"c:\temp",
                "c:temp",
                "Straße 'x'",
                "ÄPFEL",
            }
        )
            await ana.Run(new AddTask(title));
        await ana.Run(new AddTask("other", Notes: "Buy 50% off"));

        Assert.Equal(["other", "100 % sure"], await Found(ana, new(Text: "%")));
        Assert.Equal(["100 % sure"], await Found(ana, new(Text: "100 %")));
        Assert.Equal(["a_b"], await Found(ana, new(Text: "_")));
        Assert.Equal(["a_b"], await Found(ana, new(Text: "A_B")));
        Assert.Equal([@"c:\temp"], await Found(ana, new(Text: @"\")));
        Assert.Equal([@"c:\temp"], await Found(ana, new(Text: @":\T")));
        Assert.Equal(["Straße 'x'"], await Found(ana, new(Text: "straße '")));
        Assert.Equal(["ÄPFEL"], await Found(ana, new(Text: "äpfel")));
        Assert.Equal(["other"], await Found(ana, new(Text: "buy 50")));
        Assert.Empty(await Found(ana, new(Text: "%%%")));
        Assert.Empty(await Found(ana, new(Text: "' OR '1'='1")));
        Assert.Equal("too_short", (await ana.Refused(new ListTasks(Text: ""))).Errors[0].Code);
        Assert.Equal("too_long", (await ana.Refused(new ListTasks(Text: new string('x', 201)))).Errors[0].Code);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(200)]
    public async Task Pages_hold_each_task_once_the_newest_first(int limit)
    {
        var ana = await steward.NewOwner();
        for (var i = 1; i <= 7; i++)
            await ana.Run(new AddTask($"{i}"));

        var titles = new List<string>();
        string? cursor = null;
        do
        {
            var page = await ana.Run(new ListTasks(Limit: limit, Cursor: cursor));
            Assert.InRange(page.Items.Count, 1, limit);
            titles.AddRange(page.Items.Select(task => task.Title));
            cursor = page.NextCursor;
            if (titles.Count == 3)
                await ana.Run(new AddTask("added meanwhile"));
        } while (cursor is not null);

        Assert.Equal(["7", "6", "5", "4", "3", "2", "1"], titles);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(201)]
    public async Task A_page_has_its_bounds(int limit)
    {
        var ana = await steward.NewOwner();

        Assert.Equal("/limit", Assert.Single((await ana.Refused(new ListTasks(Limit: limit))).Errors).Pointer);
    }

    [Fact]
    public async Task Of_two_tenants_each_sees_its_own()
    {
        var (ana, bob) = (await steward.NewOwner(), await steward.NewOwner("Bob"));
        await ana.Run(new AddTask("rent of Ana"));
        await bob.Run(new AddTask("rent of Bob"));

        Assert.Equal(["rent of Ana"], await Found(ana, new()));
        Assert.Equal(["rent of Ana"], await Found(ana, new(Text: "rent")));
        Assert.Equal(["rent of Bob"], await Found(bob, new(Text: "rent")));
        Assert.Equal(RefusalKind.NotFound, (await bob.Refused(new ListTasks(AssigneeId: ana.Id))).Kind);
    }

    private static async Task<IEnumerable<string>> Found(Member member, ListTasks query) =>
        (await member.Run(query)).Items.Select(task => task.Title);
}
