using Steward.Tasks;

namespace Steward.Tests.Tasks;

public sealed class ReminderTests(TestSteward steward)
{
    private static readonly Due Soon = new(new(2026, 12, 1), new(9, 0), "Europe/Berlin");

    internal sealed class AddSample : Sample<AddReminder>
    {
        public override async Task<AddReminder> Of(World world) =>
            new((await world.Ana.Run(new AddTask("Pay the rent", Due: Soon))).Id, MinutesBefore: 30);
    }

    internal sealed class ListSample : Sample<ListReminders>
    {
        public override async Task<ListReminders> Of(World world) => new((await Reminder(world.Ana)).TaskId);
    }

    internal sealed class RemoveSample : Sample<RemoveReminder>
    {
        public override async Task<RemoveReminder> Of(World world) => new((await Reminder(world.Ana)).Id);
    }

    internal sealed class SendSample : Sample<SendReminder>
    {
        public override async Task<SendReminder> Of(World world)
        {
            var task = await world.Ana.Run(new AddTask("Pay the rent"));
            return new((await world.Ana.Run(new AddReminder(task.Id, At: DateTimeOffset.UnixEpoch))).Id);
        }

        public override Member Caller(World world) => System(world.Ana);
    }

    [Fact]
    public async Task It_counts_from_when_the_task_is_due_and_moves_with_it()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent", Due: Soon));
        var reminder = await ana.Run(new AddReminder(task.Id, MinutesBefore: 30));
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 7, 30, 0, default), reminder.Time);

        await ana.Run(new UpdateTask(task.Id, Due: new Due(new(2026, 11, 30))));
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 7, 30, 0, default), await Time());
        await ana.Run(new UpdateTask(task.Id, Due: (Due?)null));
        Assert.Null(await Time());
        Assert.Equal(
            [new DateTime(2026, 11, 30, 7, 30, 0), new DateTime(2026, 12, 1, 7, 30, 0)],
            (
                await steward.QueryAsOwner(
                    "SELECT run_at FROM kernel.job WHERE tenant_id = $1 ORDER BY run_at",
                    ana.Tenant.Value
                )
            ).Select(row => (DateTime)row[0]!)
        );

        async Task<DateTimeOffset?> Time() => Assert.Single((await ana.Run(new ListReminders(task.Id))).Items).Time;
    }

    [Fact]
    public async Task It_is_sent_once_when_its_time_has_come()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent", Due: new(new(2020, 1, 1))));
        var reminder = await ana.Run(new AddReminder(task.Id, MinutesBefore: 0));

        await System(ana).Run(new SendReminder(reminder.Id));
        await System(ana).Run(new SendReminder(reminder.Id));
        Assert.Equal(["task_added", "reminder_added", "reminder_sent"], await ana.Events());

        await ana.Run(new UpdateTask(task.Id, Due: new Due(new(2020, 1, 2))));
        await System(ana).Run(new SendReminder(reminder.Id));
        Assert.Equal(5, (await ana.Events()).Length);
        await ana.Run(new UpdateTask(task.Id, Due: new Due(new(9999, 12, 31), new(23, 59))));
        await System(ana).Run(new SendReminder(reminder.Id));
        Assert.Equal(6, (await ana.Events()).Length);
        await System(ana).Run(new SendReminder(TestSteward.NewId()));
    }

    [Fact]
    public async Task Of_what_is_done_nobody_is_reminded()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));
        var reminder = await ana.Run(new AddReminder(task.Id, At: DateTimeOffset.UnixEpoch));
        await ana.Run(new CompleteTask(task.Id));

        await System(ana).Run(new SendReminder(reminder.Id));

        Assert.DoesNotContain("reminder_sent", await ana.Events());
    }

    [Fact]
    public async Task Of_what_stands_in_a_project_in_the_trash_nobody_is_reminded()
    {
        var ana = await steward.NewOwner();
        var home = await ana.Run(new AddProject("Home"));
        var task = await ana.Run(new AddTask("Pay the rent", ProjectId: home.Id));
        var reminder = await ana.Run(new AddReminder(task.Id, At: DateTimeOffset.UnixEpoch));

        await ana.Run(new DeleteProject(home.Id));
        await System(ana).Run(new SendReminder(reminder.Id));
        Assert.DoesNotContain("reminder_sent", await ana.Events());

        await ana.Run(new RestoreProject(home.Id));
        await System(ana).Run(new SendReminder(reminder.Id));
        Assert.Equal("reminder_sent", (await ana.Events())[^1]);
    }

    [Fact]
    public async Task Each_sees_his_own()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var reminder = await Reminder(ana);

        Assert.Empty((await ben.Run(new ListReminders(reminder.TaskId))).Items);
        Assert.Equal(RefusalKind.NotFound, (await ben.Refused(new RemoveReminder(reminder.Id))).Kind);
        Assert.Single((await ben.Run(new ListChanges())).Items);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("2026-11-20T09:00:00Z", 5)]
    public async Task It_has_a_time_or_counts_from_the_due(string? at, int? minutes)
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));
        var time = at is null ? (DateTimeOffset?)null : DateTimeOffset.Parse(at, null);

        Assert.Equal("/at", (await ana.Refused(new AddReminder(task.Id, time, minutes))).Errors[0].Pointer);
    }

    private static async Task<ReminderView> Reminder(Member member) =>
        await member.Run(
            new AddReminder((await member.Run(new AddTask("Pay the rent", Due: Soon))).Id, MinutesBefore: 30)
        );

    private static Member System(Member member) => member.As(caller => Caller.System(caller.Tenant, "test"));
}
