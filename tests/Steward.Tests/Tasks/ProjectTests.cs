using Steward.Tasks;

namespace Steward.Tests.Tasks;

public sealed class ProjectTests(TestSteward steward)
{
    internal sealed class AddSample : Sample<AddProject>
    {
        public override async Task<AddProject> Of(World world) =>
            new(
                "Kitchen",
                "KIT",
                "New *tiles*",
                "#1f6feb",
                (await world.Ana.Run(new AddProject("Home", MemberIds: [world.Ben.Id]))).Id,
                Id: TestSteward.NewId()
            );
    }

    internal sealed class GetSample : Sample<GetProject>
    {
        public override async Task<GetProject> Of(World world) => new((await world.Ana.Run(new AddProject("Home"))).Id);
    }

    internal sealed class ListSample : Sample<ListProjects>
    {
        public override async Task<ListProjects> Of(World world)
        {
            await world.Ana.Run(new AddProject("Home"));
            return new(Archived: true);
        }
    }

    internal sealed class UpdateSample : Sample<UpdateProject>
    {
        public override async Task<UpdateProject> Of(World world) =>
            new((await world.Ana.Run(new AddProject("Home"))).Id, "House", "HOUSE", "Where we live", "#ffffff");
    }

    internal sealed class MoveSample : Sample<MoveProject>
    {
        public override async Task<MoveProject> Of(World world)
        {
            var home = await world.Ana.Run(new AddProject("Home"));
            var kitchen = await world.Ana.Run(new AddProject("Kitchen", ParentId: home.Id));
            return new((await world.Ana.Run(new AddProject("Bath"))).Id, home.Id, BeforeId: kitchen.Id);
        }
    }

    internal sealed class ShareSample : Sample<ShareProject>
    {
        public override async Task<ShareProject> Of(World world)
        {
            var home = await world.Ana.Run(new AddProject("Home"));
            await world.Ana.Run(new AddProject("Kitchen", ParentId: home.Id));
            return new(home.Id, [world.Ana.Id, world.Ben.Id]);
        }
    }

    internal sealed class ArchiveSample : Sample<ArchiveProject>
    {
        public override async Task<ArchiveProject> Of(World world) =>
            new((await world.Ana.Run(new AddProject("Home"))).Id);
    }

    internal sealed class UnarchiveSample : Sample<UnarchiveProject>
    {
        public override async Task<UnarchiveProject> Of(World world)
        {
            var home = await world.Ana.Run(new AddProject("Home"));
            await world.Ana.Run(new ArchiveProject(home.Id));
            return new(home.Id);
        }
    }

    internal sealed class DeleteSample : Sample<DeleteProject>
    {
        public override async Task<DeleteProject> Of(World world)
        {
            var home = await world.Ana.Run(new AddProject("Home"));
            await world.Ana.Run(new AddProject("Kitchen", ParentId: home.Id));
            await world.Ana.Run(new AddTask("Paint it", ProjectId: home.Id));
            return new(home.Id);
        }
    }

    internal sealed class RestoreSample : Sample<RestoreProject>
    {
        public override async Task<RestoreProject> Of(World world)
        {
            var home = await world.Ana.Run(new AddProject("Home"));
            await world.Ana.Run(new AddProject("Kitchen", ParentId: home.Id));
            await world.Ana.Run(new DeleteProject(home.Id));
            return new(home.Id);
        }
    }

    internal sealed class PurgeSample : Sample<PurgeProject>
    {
        public override async Task<PurgeProject> Of(World world)
        {
            var home = await world.Ana.Run(new AddProject("Home"));
            var hall = await world.Ana.Run(new AddSection(home.Id, "Hall"));
            var task = await world.Ana.Run(new AddTask("Paint it", SectionId: hall.Id));
            await world.Ana.Run(new AddComment(task.Id, "In white"));
            await world.Ana.Run(new DeleteProject(home.Id));
            await world.Steward.ExecuteAsOwner(
                "UPDATE tasks.project SET deleted_at = deleted_at - interval '31 days' WHERE id = $1",
                home.Id
            );
            return new(home.Id);
        }

        public override Member Caller(World world) => System(world.Ana);
    }

    [Fact]
    public async Task A_key_is_made_of_the_name_and_is_one_of_its_own()
    {
        var ana = await steward.NewOwner();
        var keys = new List<string>();
        foreach (var name in new[] { "Home", "home!", "Big House", "Übung macht den Meister", "家", "42", "a", "Hom" })
            keys.Add((await ana.Run(new AddProject(name))).Key);

        Assert.Equal(["HOME", "HOME2", "BH", "UMDM", "P", "P2", "A", "HOM"], keys);
        Assert.Equal("already_exists", (await ana.Refused(new AddProject("x", "HOME"))).Code);
        foreach (var key in new[] { "", "home", "1A", "A-B", "ABCDEFGHIJK" })
            Assert.Equal("/key", (await ana.Refused(new AddProject("x", key))).Errors[0].Pointer);
    }

    [Fact]
    public async Task Tasks_are_numbered_by_project_and_read_by_its_key()
    {
        var ana = await steward.NewOwner();
        var home = await ana.Run(new AddProject("Home"));
        var work = await ana.Run(new AddProject("Work"));

        var keys = new List<string?>();
        foreach (var project in new Guid?[] { home.Id, home.Id, work.Id, null, home.Id })
            keys.Add((await ana.Run(new AddTask("a", ProjectId: project))).Key);
        await ana.Run(new UpdateProject(home.Id, Key: "HOUSE"));

        Assert.Equal(["HOME-1", "HOME-2", "WORK-1", null, "HOME-3"], keys);
        Assert.Equal("HOUSE-4", (await ana.Run(new AddTask("a", ProjectId: home.Id))).Key);
    }

    [Fact]
    public async Task Numbers_are_given_once_to_however_many_at_once()
    {
        var ana = await steward.NewOwner();
        var home = await ana.Run(new AddProject("Home"));

        var tasks = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(n => ana.Run(new AddTask($"{n}", ProjectId: home.Id)))
        );

        Assert.Equal(40, tasks.Select(task => task.Key).Distinct().Count());
    }

    [Fact]
    public async Task Private_means_private_to_admins_too()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var eve = await steward.NewMember(ana.Tenant, Role.Admin, "Eve");
        var secret = await ben.Run(new AddProject("Surprise party", MemberIds: [ben.Id]));
        var task = await ben.Run(new AddTask("Order the cake", ProjectId: secret.Id));
        var part = await ben.Run(new AddTask("Choose one", ParentId: task.Id));
        await ben.Run(new AddComment(task.Id, "Chocolate"));

        foreach (var other in new[] { ana, eve })
        {
            Assert.Empty((await other.Run(new ListProjects())).Items);
            Assert.Empty((await other.Run(new ListTasks())).Items);
            Assert.Empty((await other.Run(new ListTasks(Text: "cake"))).Items);
            Assert.Empty((await other.Run(new ListChanges())).Items);
            foreach (
                var asked in new IOperation[]
                {
                    new GetProject(secret.Id),
                    new GetTask(task.Id),
                    new GetTask(part.Id),
                    new ListComments(task.Id),
                    new AddComment(task.Id, "x"),
                    new AddTask("x", ProjectId: secret.Id),
                    new AddTask("x", ParentId: part.Id),
                    new ShareProject(secret.Id, null),
                    new DeleteTask(part.Id),
                }
            )
                Assert.Equal(RefusalKind.NotFound, (await other.Refused(asked)).Kind);
        }

        await ben.Run(new ShareProject(secret.Id, [ben.Id, eve.Id]));
        Assert.Equal(2, (await eve.Run(new ListTasks())).Items.Count);
        Assert.Empty((await ana.Run(new ListTasks())).Items);
        await eve.Run(new ShareProject(secret.Id, null));
        Assert.Equal(2, (await ana.Run(new ListTasks())).Items.Count);
    }

    [Fact]
    public async Task What_is_gone_for_good_from_a_private_project_stays_private_in_the_journal()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var secret = await ben.Run(new AddProject("Surprise party", MemberIds: [ben.Id]));
        var task = await ben.Run(new AddTask("Order the cake", ProjectId: secret.Id));
        await ben.Run(new DeleteTask(task.Id));
        await Age(steward, "task", task.Id);
        await System(ben).Run(new PurgeTask(task.Id));
        Assert.Empty((await ana.Run(new ListChanges())).Items);
        Assert.Equal(4, (await ben.Run(new ListChanges())).Items.Count);

        await ben.Run(new DeleteProject(secret.Id));
        await Age(steward, "project", secret.Id);
        await System(ben).Run(new PurgeProject(secret.Id));
        Assert.Empty((await ana.Run(new ListChanges())).Items);
        Assert.NotEmpty((await ben.Run(new ListChanges())).Items);
    }

    [Fact]
    public async Task Only_its_maker_or_who_runs_the_tenant_takes_a_shared_project_from_the_others()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var cem = await steward.NewMember(ana.Tenant, Role.Member, "Cem");
        var shared = await ben.Run(new AddProject("Home"));

        Assert.Equal("not_allowed", (await cem.Refused(new ShareProject(shared.Id, [cem.Id]))).Code);
        await ben.Run(new ShareProject(shared.Id, [ben.Id, cem.Id]));
        Assert.Equal([ben.Id], (await cem.Run(new ShareProject(shared.Id, [ben.Id]))).MemberIds);
        Assert.Equal(RefusalKind.NotFound, (await cem.Refused(new GetProject(shared.Id))).Kind);
        Assert.Equal("too_short", (await ben.Refused(new ShareProject(shared.Id, []))).Errors[0].Code);
    }

    [Fact]
    public async Task A_project_within_another_is_shared_as_that_one_is()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var home = await ana.Run(new AddProject("Home", MemberIds: []));
        var kitchen = await ana.Run(new AddProject("Kitchen", ParentId: home.Id));
        var garden = await ana.Run(new AddProject("Garden"));

        Assert.Equal([ana.Id], kitchen.MemberIds);
        Assert.Equal("shared_with_parent", (await ana.Refused(new ShareProject(kitchen.Id, null))).Code);
        Assert.Equal("shared_otherwise", (await ana.Refused(new MoveProject(garden.Id, home.Id))).Code);
        await ana.Run(new ShareProject(home.Id, [ana.Id, ben.Id]));
        Assert.Equal(2, (await ben.Run(new GetProject(kitchen.Id))).MemberIds!.Count);
        await ana.Run(new ShareProject(home.Id, null));
        Assert.Null((await ben.Run(new GetProject(kitchen.Id))).MemberIds);
        await ana.Run(new MoveProject(garden.Id, home.Id));
    }

    [Fact]
    public async Task Neither_circles_nor_towers_are_built()
    {
        var ana = await steward.NewOwner();
        var tower = new List<Guid>();
        for (var depth = 0; depth < 8; depth++)
            tower.Add((await ana.Run(new AddProject($"{depth}", ParentId: depth == 0 ? null : tower[^1]))).Id);
        var other = await ana.Run(new AddProject("other"));

        Assert.Equal("too_deep", (await ana.Refused(new AddProject("9", ParentId: tower[^1]))).Code);
        Assert.Equal("too_deep", (await ana.Refused(new MoveProject(tower[0], other.Id))).Code);
        Assert.Equal("cycle", (await ana.Refused(new MoveProject(tower[0], tower[0]))).Code);
        Assert.Equal("cycle", (await ana.Refused(new MoveProject(tower[0], tower[7]))).Code);
        await ana.Run(new MoveProject(tower[1], other.Id));
    }

    [Fact]
    public async Task Two_moves_at_once_close_no_circle()
    {
        var ana = await steward.NewOwner();
        for (var round = 0; round < 10; round++)
        {
            var (a, b) = (await ana.Run(new AddProject("a")), await ana.Run(new AddProject("b")));

            var answers = await Task.WhenAll(
                Attempt(ana, new MoveProject(a.Id, b.Id)),
                Attempt(ana, new MoveProject(b.Id, a.Id))
            );

            Assert.Equal(1, answers.Count(code => code == "cycle"));
        }
    }

    [Fact]
    public async Task They_stand_in_the_order_that_people_give_them()
    {
        var ana = await steward.NewOwner();
        var ids = new Dictionary<string, Guid>();
        foreach (var name in new[] { "a", "b", "c", "d" })
            ids[name] = (await ana.Run(new AddProject(name))).Id;

        await ana.Run(new MoveProject(ids["d"], BeforeId: ids["a"]));
        await ana.Run(new MoveProject(ids["a"], AfterId: ids["c"]));
        await ana.Run(new AddProject("e"));

        Assert.Equal(["d", "b", "c", "a", "e"], (await ana.Run(new ListProjects())).Items.Select(p => p.Name));
        var first = await ana.Run(new ListProjects(Limit: 2));
        var second = await ana.Run(new ListProjects(Limit: 3, Cursor: first.NextCursor));
        Assert.Equal(["c", "a", "e"], second.Items.Select(project => project.Name));
        Assert.Null(second.NextCursor);
        Assert.Equal("invalid_cursor", (await ana.Refused(new ListProjects(Cursor: "x"))).Errors[0].Code);
        var inside = await ana.Run(new AddProject("inside", ParentId: ids["a"]));
        Assert.Equal("not_a_sibling", (await ana.Refused(new MoveProject(ids["b"], AfterId: inside.Id))).Code);
        Assert.Equal("not_a_sibling", (await ana.Refused(new MoveProject(ids["b"], AfterId: ids["b"]))).Code);
    }

    [Fact]
    public async Task What_stands_in_a_project_goes_to_the_trash_with_it_and_comes_back_with_it()
    {
        var ana = await steward.NewOwner();
        var home = await ana.Run(new AddProject("Home"));
        var kitchen = await ana.Run(new AddProject("Kitchen", ParentId: home.Id));
        var task = await ana.Run(new AddTask("Paint it", ProjectId: kitchen.Id));
        var gone = await ana.Run(new AddProject("Gone before", ParentId: home.Id));
        await ana.Run(new DeleteProject(gone.Id));

        await ana.Run(new DeleteProject(home.Id));
        Assert.Empty((await ana.Run(new ListTasks())).Items);
        Assert.Empty((await ana.Run(new ListProjects())).Items);
        Assert.Equal(3, (await ana.Run(new ListProjects(Deleted: true))).Items.Count);
        Assert.Equal("project_deleted", (await ana.Refused(new UpdateTask(task.Id, Title: "x"))).Code);
        Assert.Equal("project_deleted", (await ana.Refused(new AddTask("x", ProjectId: kitchen.Id))).Code);
        Assert.Equal("project_deleted", (await ana.Refused(new RestoreProject(kitchen.Id))).Code);

        await ana.Run(new RestoreProject(home.Id));
        Assert.Equal(task.Id, Assert.Single((await ana.Run(new ListTasks())).Items).Id);
        Assert.Equal(["Home", "Kitchen"], (await ana.Run(new ListProjects())).Items.Select(project => project.Name));
    }

    [Fact]
    public async Task An_archived_project_is_kept_but_not_listed_and_takes_no_tasks()
    {
        var ana = await steward.NewOwner();
        var home = await ana.Run(new AddProject("Home"));
        var task = await ana.Run(new AddTask("Paint it", ProjectId: home.Id));

        await ana.Run(new ArchiveProject(home.Id));
        await ana.Run(new ArchiveProject(home.Id));
        Assert.Empty((await ana.Run(new ListTasks())).Items);
        Assert.Empty((await ana.Run(new ListProjects())).Items);
        Assert.Single((await ana.Run(new ListProjects(Archived: true))).Items);
        Assert.Equal("project_archived", (await ana.Refused(new AddTask("x", ProjectId: home.Id))).Code);
        await ana.Run(new UpdateTask(task.Id, Title: "Paint it white"));

        await ana.Run(new UnarchiveProject(home.Id));
        Assert.Single((await ana.Run(new ListTasks())).Items);
        Assert.Equal(
            ["project_added", "task_added", "project_archived", "task_updated", "project_unarchived"],
            await ana.Events()
        );
    }

    [Fact]
    public async Task After_30_days_in_the_trash_it_is_gone_for_good_in_several_goes()
    {
        var ana = await steward.NewOwner();
        var home = await ana.Run(new AddProject("Home"));
        var kitchen = await ana.Run(new AddProject("Kitchen", ParentId: home.Id));
        await steward.ExecuteAsOwner(
            "INSERT INTO tasks.task (tenant_id, id, title, status, priority, project_id, number, position, created_by, version, created_at, "
                + "updated_at) SELECT $1, gen_random_uuid(), 'n', 'Todo', 4, $2, n, gen_random_uuid(), $3, 1, now(), now() "
                + "FROM generate_series(1, 150) n",
            ana.Tenant.Value,
            kitchen.Id,
            ana.Id.Value
        );
        await ana.Run(new DeleteProject(home.Id));
        await System(ana).Run(new PurgeProject(home.Id));
        await ana.Run(new GetProject(home.Id));

        await Age(steward, "project", home.Id);
        for (var go = 1; go <= 3; go++)
            await System(ana).Run(new PurgeProject(home.Id));

        Assert.Equal(RefusalKind.NotFound, (await ana.Refused(new GetProject(home.Id))).Kind);
        Assert.Equal(RefusalKind.NotFound, (await ana.Refused(new GetProject(kitchen.Id))).Kind);
        Assert.Empty(await steward.QueryAsOwner("SELECT 1 FROM tasks.task WHERE tenant_id = $1", ana.Tenant.Value));
        Assert.Equal("project_purged", (await ana.Events())[^1]);
    }

    [Fact]
    public async Task A_task_with_more_parts_than_go_at_once_is_gone_with_its_project()
    {
        var ana = await steward.NewOwner();
        var home = await ana.Run(new AddProject("Home"));
        var task = await ana.Run(new AddTask("Paint every slat of the fence", ProjectId: home.Id));
        await steward.ExecuteAsOwner(
            "INSERT INTO tasks.task (tenant_id, id, title, status, priority, project_id, parent_id, number, position, created_by, version, "
                + "created_at, updated_at) SELECT $1, gen_random_uuid(), 'n', 'Todo', 4, $2, $3, n + 1, gen_random_uuid(), $4, 1, now(), "
                + "now() FROM generate_series(1, 2001) n",
            ana.Tenant.Value,
            home.Id,
            task.Id,
            ana.Id.Value
        );
        await ana.Run(new DeleteProject(home.Id));
        await Age(steward, "project", home.Id);

        for (var go = 1; go <= 22; go++)
            await System(ana).Run(new PurgeProject(home.Id));

        Assert.Empty(await steward.QueryAsOwner("SELECT 1 FROM tasks.task WHERE tenant_id = $1", ana.Tenant.Value));
        Assert.Equal("project_purged", (await ana.Events())[^1]);
    }

    private static async Task<string?> Attempt(Member member, IOperation operation)
    {
        try
        {
            await member.Call(operation);
            return null;
        }
        catch (RefusalException refusal)
        {
            return refusal.Code;
        }
    }

    private static Task<int> Age(TestSteward steward, string table, Guid id) =>
        steward.ExecuteAsOwner(
            $"UPDATE tasks.{table} SET deleted_at = deleted_at - interval '31 days' WHERE id = $1",
            id
        );

    private static Member System(Member member) => member.As(caller => Caller.System(caller.Tenant, "test"));
}
