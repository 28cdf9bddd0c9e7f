using Steward.Tasks;

namespace Steward.Tests.Tasks;

public sealed class UpdateTaskTests(TestSteward steward)
{
    internal sealed class Sample : Sample<UpdateTask>
    {
        public override async Task<UpdateTask> Of(World world) =>
            new(
                (await world.Ana.Run(new AddTask("Pay the rent", "In cash"))).Id,
                Title: "Pay the rent at once",
                Notes: null,
                Status: Status.InProgress,
                Priority: 1,
                Due: new Due(new(2036, 12, 1)),
                AssigneeIds: (UserId[])[world.Ben.Id],
                Recurrence: "FREQ=MONTHLY"
            );
    }

    [Fact]
    public async Task What_is_absent_stays_and_null_clears()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(
            new AddTask("Pay the rent", "In cash", 2, new(new(2026, 12, 1), new(9, 0)), AssigneeIds: [ana.Id])
        );

        var renamed = await ana.Run(new UpdateTask(task.Id, Title: " Pay it "));
        Assert.Equivalent(task with { Title = "Pay it", Version = 2, UpdatedAt = renamed.UpdatedAt }, renamed, true);

        var cleared = await ana.Run(
            new UpdateTask(task.Id, Notes: null, Due: (Due?)null, AssigneeIds: (UserId[]?)null)
        );
        Assert.Equal((null, null, 0, 2), (cleared.Notes, cleared.Due, cleared.AssigneeIds.Count, cleared.Priority));
        Assert.Equivalent(cleared, await ana.Run(new GetTask(task.Id)), strict: true);
    }

    [Theory]
    [InlineData(Status.Todo)]
    [InlineData(Status.InProgress)]
    [InlineData(Status.InReview)]
    public async Task An_open_task_goes_to_any_status(Status from)
    {
        var ana = await steward.NewOwner();
        foreach (var to in Enum.GetValues<Status>())
        {
            var task = await ana.Run(new AddTask("Pay the rent"));
            await ana.Run(new UpdateTask(task.Id, Status: from));

            var moved = await ana.Run(new UpdateTask(task.Id, Status: to));

            Assert.Equal(to, moved.Status);
            Assert.Equal(to is Status.Done ? ana.Id : null, moved.CompletedBy);
            Assert.Equal(to is Status.Done, moved.CompletedAt is not null);
        }
    }

    [Theory]
    [InlineData(Status.Done)]
    [InlineData(Status.Cancelled)]
    public async Task A_closed_task_comes_back_by_reopening_only(Status closed)
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));
        await ana.Run(new UpdateTask(task.Id, Status: closed));

        foreach (var to in Enum.GetValues<Status>().Where(status => status != closed))
            Assert.Equal("task_closed", (await ana.Refused(new UpdateTask(task.Id, Status: to))).Code);
        Assert.Equal("Paid", (await ana.Run(new UpdateTask(task.Id, Title: "Paid", Status: closed))).Title);

        var open = await ana.Run(new ReopenTask(task.Id));
        Assert.Equal((Status.Todo, null, null), (open.Status, open.CompletedAt, open.CompletedBy));
    }

    [Fact]
    public async Task Events_say_what_happened()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));

        await ana.Run(new UpdateTask(task.Id, Title: "Pay it"));
        await ana.Run(new UpdateTask(task.Id, Title: "Pay it"));
        await ana.Run(new UpdateTask(task.Id, Status: Status.Cancelled));
        await ana.Run(new ReopenTask(task.Id));
        await ana.Run(new UpdateTask(task.Id, Status: Status.Done));

        Assert.Equal(
            ["task_added", "task_updated", "task_cancelled", "task_reopened", "task_completed"],
            await ana.Events()
        );
    }

    [Fact]
    public async Task What_is_in_the_trash_is_not_changed()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));
        await ana.Run(new DeleteTask(task.Id));

        Assert.Equal("task_deleted", (await ana.Refused(new UpdateTask(task.Id, Title: "Pay it"))).Code);
    }

    [Fact]
    public async Task Only_the_version_that_was_read_is_changed()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));
        await ana.Run(new UpdateTask(task.Id, Priority: 1));

        var refusal = await ana.Refused(new UpdateTask(task.Id, Priority: 2), r => r with { IfVersion = task.Version });

        Assert.Equal(RefusalKind.PreconditionFailed, refusal.Kind);
    }
}
