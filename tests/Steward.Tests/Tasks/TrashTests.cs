using Steward.Tasks;

namespace Steward.Tests.Tasks;

public sealed class TrashTests(TestSteward steward)
{
    internal sealed class DeleteSample : Sample<DeleteTask>
    {
        public override async Task<DeleteTask> Of(World world) =>
            new((await world.Ana.Run(new AddTask("Pay the rent"))).Id);
    }

    internal sealed class RestoreSample : Sample<RestoreTask>
    {
        public override async Task<RestoreTask> Of(World world) => new(await InTrash(world.Ana));
    }

    internal sealed class PurgeSample : Sample<PurgeTask>
    {
        public override async Task<PurgeTask> Of(World world)
        {
            var task = await InTrash(world.Ana);
            await Age(world.Steward, task, "31 days");
            return new(task);
        }

        public override Member Caller(World world) => System(world.Ana);
    }

    [Fact]
    public async Task What_is_deleted_is_in_the_trash_until_it_is_restored()
    {
        var ana = await steward.NewOwner();
        var task = await InTrash(ana);
        Assert.Empty((await ana.Run(new ListTasks())).Items);
        Assert.Equal(task, Assert.Single((await ana.Run(new ListTasks(Deleted: true))).Items).Id);
        Assert.NotNull((await ana.Run(new GetTask(task))).DeletedAt);

        await ana.Run(new RestoreTask(task));

        Assert.Equal(task, Assert.Single((await ana.Run(new ListTasks())).Items).Id);
        Assert.Empty((await ana.Run(new ListTasks(Deleted: true))).Items);
        Assert.Equal(["task_added", "task_deleted", "task_restored"], await ana.Events());
    }

    [Fact]
    public async Task Deleting_and_restoring_twice_is_recorded_once()
    {
        var ana = await steward.NewOwner();
        var task = await InTrash(ana);
        await ana.Run(new DeleteTask(task));
        await ana.Run(new RestoreTask(task));
        await ana.Run(new RestoreTask(task));

        Assert.Equal(3, (await ana.Changes()).Count);
        Assert.Single(await steward.QueryAsOwner("SELECT 1 FROM kernel.job WHERE tenant_id = $1", ana.Tenant.Value));
    }

    [Fact]
    public async Task After_30_days_in_the_trash_it_is_gone_for_good()
    {
        var ana = await steward.NewOwner();
        var task = await InTrash(ana);
        await System(ana).Run(new PurgeTask(task));
        await ana.Run(new GetTask(task));
        // Come too early, it is planned again.
        Assert.Equal(
            2,
            (await steward.QueryAsOwner("SELECT 1 FROM kernel.job WHERE tenant_id = $1", ana.Tenant.Value)).Count
        );

        await Age(steward, task, "30 days");
        var purged = await System(ana).Call(new PurgeTask(task));
        await System(ana).Run(new PurgeTask(task));

        Assert.Equal(RefusalKind.NotFound, (await ana.Refused(new GetTask(task))).Kind);
        Assert.Equal("task_purged", (await ana.Events())[^1]);
        Assert.Equal("never_undone", (await ana.Refused(new UndoChange(purged.ChangeId!.Value))).Code);
        Assert.Equal("not_found", (await ana.Refused(new RestoreTask(task))).Code);
    }

    [Fact]
    public async Task What_was_restored_is_not_purged()
    {
        var ana = await steward.NewOwner();
        var task = await InTrash(ana);
        await ana.Run(new RestoreTask(task));

        await System(ana).Run(new PurgeTask(task));

        await ana.Run(new GetTask(task));
    }

    [Fact]
    public async Task Its_purge_is_planned_for_the_end_of_30_days()
    {
        var ana = await steward.NewOwner();
        var task = await InTrash(ana);

        var job = Assert.Single(
            await steward.QueryAsOwner(
                "SELECT operation, user_id, run_at, input::text FROM kernel.job WHERE tenant_id = $1",
                ana.Tenant.Value
            )
        );
        Assert.Equal(("purge_task", null), (job[0], job[1]));
        Assert.Equal((await ana.Run(new GetTask(task))).DeletedAt!.Value.AddDays(30).UtcDateTime, job[2]);
        Assert.Contains($"{task}", (string)job[3]!);
    }

    private static async Task<Guid> InTrash(Member member)
    {
        var task = await member.Run(new AddTask("Pay the rent", "In cash"));
        await member.Run(new DeleteTask(task.Id));
        return task.Id;
    }

    private static Task<int> Age(TestSteward steward, Guid task, string by) =>
        steward.ExecuteAsOwner($"UPDATE tasks.task SET deleted_at = deleted_at - interval '{by}' WHERE id = $1", task);

    private static Member System(Member member) => member.As(caller => Caller.System(caller.Tenant, "test"));
}
