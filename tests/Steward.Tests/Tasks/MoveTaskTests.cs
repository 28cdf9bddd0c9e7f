using Steward.Tasks;

namespace Steward.Tests.Tasks;

public sealed class MoveTaskTests(TestSteward steward)
{
    internal sealed class Sample : Sample<MoveTask>
    {
        public override async Task<MoveTask> Of(World world)
        {
            var home = await world.Ana.Run(new AddProject("Home"));
            var first = await world.Ana.Run(new AddTask("Buy paint", ProjectId: home.Id));
            var task = await world.Ana.Run(new AddTask("Paint it"));
            await world.Ana.Run(new AddTask("Open the tin", ParentId: task.Id));
            return new(task.Id, home.Id, BeforeId: first.Id);
        }
    }

    [Fact]
    public async Task Its_subtasks_go_with_it_and_get_numbers_there()
    {
        var ana = await steward.NewOwner();
        var home = await ana.Run(new AddProject("Home"));
        var hall = await ana.Run(new AddSection(home.Id, "Hall"));
        var task = await ana.Run(new AddTask("Paint it"));
        var part = await ana.Run(new AddTask("Open the tin", ParentId: task.Id));

        Assert.Equal("HOME", (await ana.Run(new MoveTask(task.Id, SectionId: hall.Id))).Key!.Split('-')[0]);
        part = await ana.Run(new GetTask(part.Id));
        Assert.Equal((home.Id, hall.Id, task.Id), (part.ProjectId, part.SectionId, part.ParentId));
        Assert.StartsWith("HOME-", part.Key);

        part = await ana.Run(new MoveTask(part.Id, ParentId: (Guid?)null));
        Assert.Equal((home.Id, hall.Id, null), (part.ProjectId, part.SectionId, part.ParentId));
        await ana.Run(new MoveTask(part.Id, ParentId: task.Id));
        var out_ = await ana.Run(new MoveTask(task.Id, ProjectId: (Guid?)null));
        Assert.Equal((null, null, null), (out_.ProjectId, out_.SectionId, out_.Key));
        Assert.Null((await ana.Run(new GetTask(part.Id))).Key);
    }

    [Fact]
    public async Task A_place_must_fit_together()
    {
        var ana = await steward.NewOwner();
        var (home, work) = (await ana.Run(new AddProject("Home")), await ana.Run(new AddProject("Work")));
        var hall = await ana.Run(new AddSection(home.Id, "Hall"));
        var task = await ana.Run(new AddTask("Paint it", SectionId: hall.Id));

        foreach (
            var wrong in new IOperation[]
            {
                new AddTask("x", ProjectId: work.Id, SectionId: hall.Id),
                new AddTask("x", ProjectId: work.Id, ParentId: task.Id),
                new MoveTask(task.Id, work.Id, hall.Id),
            }
        )
            Assert.Equal("elsewhere", (await ana.Refused(wrong)).Errors[0].Code);
        var part = await ana.Run(new AddTask("x", ParentId: task.Id));
        Assert.Equal("cycle", (await ana.Refused(new MoveTask(task.Id, ParentId: part.Id))).Code);
        Assert.Equal("cycle", (await ana.Refused(new MoveTask(task.Id, ParentId: task.Id))).Code);
        Assert.Equal("not_a_sibling", (await ana.Refused(new MoveTask(task.Id, AfterId: part.Id))).Code);
        var other = await ana.Run(new AddTask("y"));
        Assert.Equal(
            "invalid",
            (await ana.Refused(new MoveTask(task.Id, BeforeId: other.Id, AfterId: part.Id))).Errors[0].Code
        );
    }

    [Fact]
    public async Task Towers_are_not_built()
    {
        var ana = await steward.NewOwner();
        var tower = new List<Guid>();
        for (var depth = 0; depth < 8; depth++)
            tower.Add((await ana.Run(new AddTask($"{depth}", ParentId: depth == 0 ? null : tower[^1]))).Id);
        var other = await ana.Run(new AddTask("other"));

        Assert.Equal("too_deep", (await ana.Refused(new AddTask("9", ParentId: tower[^1]))).Code);
        Assert.Equal("too_deep", (await ana.Refused(new MoveTask(tower[0], ParentId: other.Id))).Code);
        await ana.Run(new MoveTask(tower[1], ParentId: other.Id));
    }

    [Fact]
    public async Task Between_the_same_two_there_is_always_room()
    {
        var ana = await steward.NewOwner();
        var home = await ana.Run(new AddProject("Home"));
        var (a, b) = (await Add("a"), await Add("b"));
        var expected = new List<string> { "b" };
        var last = b;
        for (var n = 0; n < 120; n++)
        {
            var one = await Add($"{n}");
            await ana.Run(new MoveTask(one, BeforeId: n % 2 == 0 ? last : null, AfterId: n % 2 == 0 ? null : a));
            if (n % 2 == 0)
                expected.Insert(expected.IndexOf(Name(last)), $"{n}");
            else
                expected.Insert(0, $"{n}");
            names[one] = $"{n}";
            last = one;
        }

        Assert.Equal(["a", .. expected], await Order(ana, home.Id));

        async Task<Guid> Add(string title)
        {
            var id = (await ana.Run(new AddTask(title, ProjectId: home.Id))).Id;
            names[id] = title;
            return id;
        }

        string Name(Guid id) => names[id];
    }

    [Fact]
    public async Task Twenty_who_move_at_once_keep_one_order_and_lose_nothing()
    {
        var ana = await steward.NewOwner();
        var home = await ana.Run(new AddProject("Home"));
        var ids = new List<Guid>();
        for (var n = 0; n < 20; n++)
            ids.Add((await ana.Run(new AddTask($"{n}", ProjectId: home.Id))).Id);

        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(async client =>
                {
                    var random = new Random(client);
                    for (var move = 0; move < 10; move++)
                    {
                        var (one, other) = (random.Next(20), random.Next(20));
                        if (one != other)
                            await Moved(ana, new MoveTask(ids[one], AfterId: ids[other]));
                    }
                })
        );

        var order = await Order(ana, home.Id);
        Assert.Equal(order, await Order(ana, home.Id));
        Assert.Equal(Enumerable.Range(0, 20).Select(n => $"{n}").Order(), order.Order());
        for (var n = 1; n < 20; n++)
            await ana.Run(new MoveTask(ids[n], AfterId: ids[n - 1]));
        Assert.Equal(Enumerable.Range(0, 20).Select(n => $"{n}"), await Order(ana, home.Id));
    }

    private readonly Dictionary<Guid, string> names = [];

    /// <summary>As a client does: when others are in the way for too long, it tries again.</summary>
    private static async Task Moved(Member member, MoveTask move)
    {
        while (true)
        {
            try
            {
                await member.Run(move);
                return;
            }
            catch (RefusalException refusal) when (refusal.Code == "changed_meanwhile") { }
        }
    }

    private async Task<List<string>> Order(Member member, Guid project) =>
        [
            .. (
                await steward.QueryAsOwner(
                    "SELECT title FROM tasks.task WHERE tenant_id = $1 AND project_id = $2 ORDER BY position, id",
                    member.Tenant.Value,
                    project
                )
            ).Select(row => (string)row[0]!),
        ];
}
