using Steward.Tasks;

namespace Steward.Tests.Tasks;

public sealed class ReopenTaskTests(TestSteward steward)
{
    internal sealed class Sample : Sample<ReopenTask>
    {
        public override async Task<ReopenTask> Of(World world)
        {
            var task = await world.Ana.Run(new AddTask("Pay the rent"));
            await world.Ana.Run(new CompleteTask(task.Id));
            return new(task.Id);
        }
    }

    [Fact]
    public async Task An_open_task_stays_as_it_is()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));
        await ana.Run(new UpdateTask(task.Id, Status: Status.InReview));

        Assert.Equal(Status.InReview, (await ana.Run(new ReopenTask(task.Id))).Status);
        Assert.Equal(2, (await ana.Changes()).Count);
    }

    [Fact]
    public async Task What_is_in_the_trash_is_not_reopened()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));
        await ana.Run(new CompleteTask(task.Id));
        await ana.Run(new DeleteTask(task.Id));

        Assert.Equal("task_deleted", (await ana.Refused(new ReopenTask(task.Id))).Code);
    }
}
