using Steward.Tasks;

namespace Steward.Tests.Tasks;

public sealed class CompleteTaskTests(TestSteward steward)
{
    internal sealed class Sample : Sample<CompleteTask>
    {
        public override async Task<CompleteTask> Of(World world) =>
            new((await world.Ana.Run(new AddTask("Pay the rent"))).Id);
    }

    [Fact]
    public async Task Completing_twice_is_recorded_once()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));

        await ana.Run(new CompleteTask(task.Id));
        var done = await ana.Run(new CompleteTask(task.Id));

        Assert.Equal((Status.Done, ana.Id), (done.Status, done.CompletedBy));
        Assert.Equal(["task_added", "task_completed"], await ana.Events());
    }

    [Fact]
    public async Task Fifty_completions_at_once_are_one_change()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ana.Call(new CompleteTask(task.Id))));

        Assert.Equal(["task_added", "task_completed"], await ana.Events());
    }

    [Fact]
    public async Task A_task_in_the_trash_or_cancelled_is_not_completed()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));
        await ana.Run(new UpdateTask(task.Id, Status: Status.Cancelled));
        Assert.Equal("task_cancelled", (await ana.Refused(new CompleteTask(task.Id))).Code);

        await ana.Run(new DeleteTask(task.Id));
        Assert.Equal("task_deleted", (await ana.Refused(new CompleteTask(task.Id))).Code);
    }
}
