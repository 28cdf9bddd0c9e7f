using Steward.Tasks;

namespace Steward.Tests.Tasks;

/// <summary>Ways around the wall of a private project.</summary>
public sealed class PrivateProjectTests(TestSteward steward)
{
    [Fact]
    public async Task A_project_that_is_moved_pushes_none_aside_that_its_mover_does_not_see()
    {
        var (ana, ben) = await Two();
        var (low, high) = (
            Guid.Parse("01900000-0000-7000-8000-000000000001"),
            Guid.Parse("01900000-0000-7000-8000-000000000002")
        );
        var (open, secret) = (TestSteward.NewId(), TestSteward.NewId());
        await ana.Run(
            new ImportTasks(
                $$"""
                {"format":"steward_tasks","projects":[
                  {"id":"{{open}}","name":"Open","position":"{{low}}"},
                  {"id":"{{secret}}","name":"Surprise party","position":"{{high}}","member_ids":["{{ana.Id}}"]}]}
                """
            )
        );
        await ben.Run(new AddProject("First"));
        var bens = await ben.Run(new AddProject("Bens"));

        var preview = await ben.Preview(new MoveProject(bens.Id, AfterId: open));
        var done = await ben.Call(new MoveProject(bens.Id, AfterId: open));

        Assert.Equal(bens.Id, Assert.Single(preview.Preview!).Id);
        Assert.Equal(
            ["Open", "Bens", "First"],
            (await ben.Run(new ListProjects())).Items.Select(project => project.Name)
        );
        Assert.Equal(1, (await ana.Run(new GetProject(secret))).Version);
        // What he did himself he sees, and may take back.
        await ben.Run(new UndoChange(done.ChangeId!.Value));
    }

    [Fact]
    public async Task An_undo_puts_nothing_where_its_caller_does_not_see_it()
    {
        var (ana, ben) = await Two();
        var secret = await ana.Run(new AddProject("Surprise party", MemberIds: [ana.Id]));
        var open = await ana.Run(new AddProject("Home"));
        var task = await ana.Run(new AddTask("Cake", ProjectId: secret.Id));
        var moved = await ana.Call(new MoveTask(task.Id, open.Id));

        Assert.Equal("not_allowed", (await ben.Refused(new UndoChange(moved.ChangeId!.Value))).Code);
        Assert.Equal("not_allowed", (await ben.Refused(new UndoChanges([moved.ChangeId!.Value]))).Code);
        Assert.Equal(open.Id, (await ben.Run(new GetTask(task.Id))).ProjectId);
        await ana.Run(new UndoChange(moved.ChangeId!.Value));
        Assert.Equal(secret.Id, (await ana.Run(new GetTask(task.Id))).ProjectId);
    }

    [Fact]
    public async Task Who_may_not_share_a_project_does_not_do_it_by_undoing()
    {
        var (ana, ben) = await Two();
        var home = await ana.Run(new AddProject("Home", MemberIds: [ana.Id]));
        var shared = await ana.Call(new ShareProject(home.Id, null));

        Assert.Equal("not_allowed", (await ben.Refused(new UndoChange(shared.ChangeId!.Value))).Code);
        Assert.Null((await ben.Run(new GetProject(home.Id))).MemberIds);
        await ana.Run(new UndoChange(shared.ChangeId!.Value));
        Assert.Equal(RefusalKind.NotFound, (await ben.Refused(new GetProject(home.Id))).Kind);
    }

    [Fact]
    public async Task What_was_put_into_a_project_meanwhile_is_not_left_behind_when_its_sharing_is_undone()
    {
        var (ana, ben) = await Two();
        var home = await ana.Run(new AddProject("Home", MemberIds: [ana.Id]));
        var shared = await ana.Call(new ShareProject(home.Id, null));
        var attic = await ana.Run(new AddProject("Attic", ParentId: home.Id));

        var refusal = await ana.Refused(new UndoChange(shared.ChangeId!.Value));
        Assert.Equal("out_of_place", refusal.Code);
        Assert.Contains("shared as that one is", refusal.Message);
        Assert.Equal(
            "out_of_place",
            (await Assert.ThrowsAsync<RefusalException>(() => ana.Preview(new UndoChange(shared.ChangeId!.Value)))).Code
        );

        await ana.Run(new ShareProject(home.Id, [ana.Id]));
        Assert.Equal(RefusalKind.NotFound, (await ben.Refused(new GetProject(attic.Id))).Kind);
    }

    [Fact]
    public async Task A_part_does_not_come_back_to_a_task_that_has_gone_to_another_project()
    {
        var (ana, ben) = await Two();
        var secret = await ana.Run(new AddProject("Surprise party", MemberIds: [ana.Id]));
        var open = await ana.Run(new AddProject("Home"));
        var whole = await ana.Run(new AddTask("Bake", ProjectId: secret.Id));
        var part = await ana.Run(new AddTask("The birthday cake", ParentId: whole.Id));
        var apart = await ana.Call(new MoveTask(part.Id, ParentId: (Guid?)null));
        await ana.Run(new MoveTask(whole.Id, open.Id));

        // Else Ben, who sees the whole, would delete the part with it, and be shown what it was.
        Assert.Equal("out_of_place", (await ana.Refused(new UndoChange(apart.ChangeId!.Value))).Code);
        Assert.Equal(whole.Id, Assert.Single((await ben.Preview(new DeleteTask(whole.Id))).Preview!).Id);
    }

    [Fact]
    public async Task Whatever_comes_into_a_project_while_it_is_shared_is_shared_as_it_is()
    {
        var (ana, _) = await Two();
        for (var round = 0; round < 10; round++)
        {
            var home = await ana.Run(new AddProject("Home"));
            await Task.WhenAll(
                Try(new ShareProject(home.Id, [ana.Id])),
                Try(new AddProject("Attic", ParentId: home.Id)),
                Try(new AddProject("Cellar", ParentId: home.Id))
            );
        }

        Assert.Empty(
            await steward.QueryAsOwner(
                "SELECT FROM tasks.project a JOIN tasks.project b ON (b.tenant_id, b.parent_id) = (a.tenant_id, a.id) "
                    + "WHERE a.tenant_id = $1 AND a.member_ids IS DISTINCT FROM b.member_ids",
                ana.Tenant.Value
            )
        );

        async Task Try(IOperation operation)
        {
            try
            {
                await ana.Call(operation);
            }
            catch (RefusalException refusal)
            {
                Assert.Contains(refusal.Code, new[] { "out_of_place", "changed_meanwhile" });
            }
        }
    }

    [Fact]
    public async Task Whatever_becomes_a_part_of_a_task_while_that_moves_stands_where_it_does()
    {
        var (ana, _) = await Two();
        var (here, there) = (await ana.Run(new AddProject("Here")), await ana.Run(new AddProject("There")));
        for (var round = 0; round < 10; round++)
        {
            var whole = await ana.Run(new AddTask("Bake", ProjectId: here.Id));
            await Task.WhenAll(
                Try(new MoveTask(whole.Id, there.Id)),
                Try(new AddTask("Whisk", ParentId: whole.Id)),
                Try(new AddTask("Stir", ParentId: whole.Id))
            );
        }

        Assert.Empty(
            await steward.QueryAsOwner(
                "SELECT FROM tasks.task a JOIN tasks.task b ON (b.tenant_id, b.parent_id) = (a.tenant_id, a.id) "
                    + "WHERE a.tenant_id = $1 AND a.project_id IS DISTINCT FROM b.project_id",
                ana.Tenant.Value
            )
        );

        async Task Try(IOperation operation)
        {
            try
            {
                await ana.Call(operation);
            }
            catch (RefusalException refusal)
            {
                Assert.Contains(refusal.Code, new[] { "out_of_place", "changed_meanwhile" });
            }
        }
    }

    [Fact]
    public async Task The_calendar_tells_nothing_of_a_series_that_goes_on_in_secret()
    {
        var (ana, ben) = await Two();
        var open = await ana.Run(new AddProject("Home"));
        var secret = await ana.Run(new AddProject("Surprise party", MemberIds: [ana.Id]));
        var task = await ana.Run(new AddTask("Bake", ProjectId: open.Id, Recurrence: "FREQ=DAILY"));
        await ana.Run(new CompleteTask(task.Id));
        var next = (await ana.Run(new ListTasks([Status.Todo]))).Items.Single();
        await ana.Run(new MoveTask(next.Id, secret.Id));
        await ana.Run(new UpdateTask(next.Id, Recurrence: "FREQ=WEEKLY"));
        await ben.Run(new ReopenTask(task.Id));

        var text = (await ben.Run(new GetCalendar())).Text;

        Assert.Equal(2, text.Split("BEGIN:VEVENT").Length);
    }

    private async Task<(Member Ana, Member Ben)> Two()
    {
        var ana = await steward.NewOwner();
        return (ana, await steward.NewMember(ana.Tenant, Role.Member, "Ben"));
    }
}
