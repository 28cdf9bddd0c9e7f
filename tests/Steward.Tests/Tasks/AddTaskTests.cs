using Steward.Tasks;

namespace Steward.Tests.Tasks;

public sealed class AddTaskTests(TestSteward steward)
{
    internal sealed class Sample : Sample<AddTask>
    {
        public override Task<AddTask> Of(World world) =>
            Task.FromResult(
                new AddTask(
                    "Pay the rent",
                    "By bank *transfer*",
                    2,
                    new(new(2026, 12, 1), new(9, 0), "Europe/Berlin"),
                    new(2026, 11, 25),
                    new(2026, 12, 3),
                    15,
                    AssigneeIds: [world.Ben.Id, world.Ana.Id],
                    Recurrence: "FREQ=MONTHLY",
                    Id: TestSteward.NewId()
                )
            );
    }

    [Fact]
    public async Task Only_a_title_is_needed()
    {
        var ana = await steward.NewOwner();

        var task = await ana.Run(new AddTask("  Pay the rent \n"));

        Assert.Equal(("Pay the rent", Status.Todo, 4), (task.Title, task.Status, task.Priority));
        Assert.Equal((null, null, null), (task.Notes, task.Due, task.ProjectId));
        Assert.Empty(task.AssigneeIds);
        Assert.Equal((ana.Id, 1L), (task.CreatedBy, task.Version));
        Assert.Equivalent(task, await ana.Run(new GetTask(task.Id)), strict: true);
    }

    [Fact]
    public async Task A_day_has_no_zone_and_a_time_has_the_callers_unless_it_names_one()
    {
        var ana = await steward.NewOwner();
        var day = new DateOnly(2026, 12, 1);

        Assert.Equal(new(day), (await ana.Run(new AddTask("a", Due: new(day)))).Due);
        Assert.Equal(new(day), (await ana.Run(new AddTask("b", Due: new(day, TimeZone: "Asia/Tokyo")))).Due);
        Assert.Equal(
            new(day, new(9, 0), "Europe/Berlin"),
            (await ana.Run(new AddTask("c", Due: new(day, new(9, 0))))).Due
        );
        Assert.Equal(
            new(day, new(9, 0), "Asia/Tokyo"),
            (await ana.Run(new AddTask("d", Due: new(day, new(9, 0), "Asia/Tokyo")))).Due
        );
    }

    [Theory]
    [InlineData("Europe/Atlantis")]
    [InlineData("+02:00")]
    [InlineData("")]
    public async Task A_zone_must_be_one(string zone)
    {
        var ana = await steward.NewOwner();

        var refusal = await ana.Refused(new AddTask("a", Due: new(new(2026, 12, 1), new(9, 0), zone)));

        Assert.Equal("/due/time_zone", Assert.Single(refusal.Errors).Pointer);
    }

    [Fact]
    public async Task The_first_and_the_last_day_of_the_calendar_are_days()
    {
        var ana = await steward.NewOwner();

        foreach (var day in new[] { DateOnly.MinValue, DateOnly.MaxValue })
        {
            var task = await ana.Run(new AddTask("a", Due: new(day, TimeOnly.MaxValue, "Etc/UTC")));
            Assert.Equal(day, (await ana.Run(new GetTask(task.Id))).Due!.Date);
        }
    }

    [Fact]
    public async Task The_assignee_is_a_member()
    {
        var (ana, bob) = (await steward.NewOwner(), await steward.NewOwner("Bob"));
        var ben = await steward.NewMember(ana.Tenant, Role.Viewer, "Ben");

        Assert.Equal([ben.Id], (await ana.Run(new AddTask("a", AssigneeIds: [ben.Id, ben.Id]))).AssigneeIds);
        foreach (var stranger in new[] { bob.Id, new(TestSteward.NewId()) })
        {
            var refusal = await ana.Refused(new AddTask("a", AssigneeIds: [stranger]));
            Assert.Equal((RefusalKind.NotFound, "assignee_ids"), (refusal.Kind, refusal.Params["input"]));
        }
    }

    [Fact]
    public async Task An_id_made_by_the_client_adds_once()
    {
        var ana = await steward.NewOwner();
        var id = TestSteward.NewId();

        Assert.Equal(id, (await ana.Run(new AddTask("a", Id: id))).Id);
        Assert.Equal("already_exists", (await ana.Refused(new AddTask("a", Id: id))).Code);
        Assert.Equal(
            "uuid7",
            (await ana.Refused(new AddTask("a", Id: Guid.Parse("00000000-0000-4000-8000-000000000000")))).Errors[0].Code
        );
        Assert.Single((await ana.Run(new ListTasks())).Items);

        var bob = await steward.NewOwner("Bob");
        Assert.Equal(id, (await bob.Run(new AddTask("his own", Id: id))).Id);
        Assert.Equal("a", (await ana.Run(new GetTask(id))).Title);
    }
}
