using Steward.Tasks;

namespace Steward.Tests.Tasks;

internal static class TaskSamples
{
    internal sealed class AddTaskSample : Sample<AddTask>
    {
        public override Task<AddTask> Of(World world) =>
            Task.FromResult(
                new AddTask(
                    "Pay the rent",
                    "By bank *transfer*",
                    2,
                    new(new(2026, 12, 1), new(9, 0), "Europe/Berlin"),
                    world.Ben.Id,
                    TestSteward.NewId()
                )
            );
    }

    internal sealed class UpdateTaskSample : Sample<UpdateTask>
    {
        public override async Task<UpdateTask> Of(World world) =>
            new(
                await NewTask(world),
                Title: "Pay the rent at once",
                Notes: null,
                Status: Status.InProgress,
                Priority: 1,
                AssigneeId: world.Ben.Id
            );
    }

    internal sealed class GetTaskSample : Sample<GetTask>
    {
        public override async Task<GetTask> Of(World world) => new(await NewTask(world));
    }

    internal sealed class ListTasksSample : Sample<ListTasks>
    {
        public override async Task<ListTasks> Of(World world)
        {
            await world.Ana.Run(new AddTask("Pay the rent", AssigneeId: world.Ben.Id));
            return new(AssigneeId: world.Ben.Id, Text: "RENT");
        }
    }

    internal sealed class ReopenTaskSample : Sample<ReopenTask>
    {
        public override async Task<ReopenTask> Of(World world)
        {
            var task = await NewTask(world);
            await world.Ana.Run(new CompleteTask(task));
            return new(task);
        }
    }

    internal sealed class DeleteTaskSample : Sample<DeleteTask>
    {
        public override async Task<DeleteTask> Of(World world) => new(await NewTask(world));
    }

    internal sealed class RestoreTaskSample : Sample<RestoreTask>
    {
        public override async Task<RestoreTask> Of(World world) => new(await TaskInTrash(world));
    }

    internal sealed class PurgeTaskSample : Sample<PurgeTask>
    {
        public override async Task<PurgeTask> Of(World world)
        {
            var task = await TaskInTrash(world);
            await world.Steward.ExecuteAsOwner(
                "UPDATE tasks.task SET deleted_at = deleted_at - interval '31 days' WHERE id = $1",
                task
            );
            return new(task);
        }

        public override Member Caller(World world) =>
            world.Ana.As(caller => Steward.Kernel.Caller.System(caller.Tenant, "test"));
    }

    private static async Task<Guid> NewTask(World world) =>
        (await world.Ana.Run(new AddTask("Pay the rent", "In cash"))).Id;

    private static async Task<Guid> TaskInTrash(World world)
    {
        var task = await NewTask(world);
        await world.Ana.Run(new DeleteTask(task));
        return task;
    }
}
