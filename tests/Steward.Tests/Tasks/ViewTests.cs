using Steward.Tasks;

namespace Steward.Tests.Tasks;

public sealed class ViewTests(TestSteward steward)
{
    internal sealed class AddSample : Sample<AddView>
    {
        public override Task<AddView> Of(World world) =>
            Task.FromResult(new AddView("What is late", "assignee:me and overdue", true, TestSteward.NewId()));
    }

    internal sealed class ListSample : Sample<ListViews>
    {
        public override async Task<ListViews> Of(World world)
        {
            await world.Ana.Run(new AddView("Soon", "due <= today+7d", Shared: true));
            return new();
        }
    }

    internal sealed class UpdateSample : Sample<UpdateView>
    {
        public override async Task<UpdateView> Of(World world) =>
            new((await world.Ana.Run(new AddView("Today", "due = today"))).Id, "This week", "due <= today+7d", true);
    }

    internal sealed class DeleteSample : Sample<DeleteView>
    {
        public override async Task<DeleteView> Of(World world) =>
            new((await world.Ana.Run(new AddView("Obsolete", "done"))).Id);
    }

    [Fact]
    public async Task A_view_of_ones_own_is_nobody_elses_and_a_shared_one_is_everybodys()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var view = await ana.Run(new AddView(" Late ", " overdue "));

        Assert.Equal(("Late", "overdue", false), (view.Name, view.Filter, view.Shared));
        Assert.Empty((await ben.Run(new ListViews())).Items);
        Assert.Equal(RefusalKind.NotFound, (await ben.Refused(new ListTasks(ViewId: view.Id))).Kind);

        await ana.Run(new UpdateView(view.Id, Shared: true));
        Assert.Equal(["Late"], (await ben.Run(new ListViews())).Items.Select(one => one.Name));
        await ben.Run(new ListTasks(ViewId: view.Id));
        Assert.Equal(RefusalKind.Forbidden, (await ben.Refused(new UpdateView(view.Id, "Mine"))).Kind);
        Assert.Equal(RefusalKind.Forbidden, (await ben.Refused(new DeleteView(view.Id))).Kind);
    }

    [Fact]
    public async Task Who_manages_the_tenant_gives_a_shared_view_back_to_who_made_it()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var view = await ben.Run(new AddView("Late", "overdue", Shared: true));

        await ana.Run(new UpdateView(view.Id, Shared: false));

        Assert.Empty((await ana.Run(new ListViews())).Items);
        Assert.Single((await ben.Run(new ListViews())).Items);
    }

    [Fact]
    public async Task A_filter_is_checked_when_it_is_saved_with_its_names()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddLabel("waiting"));
        var view = await ana.Run(new AddView("Late", "overdue"));

        foreach (var filter in (string[])["overdu", "label:wating", "due <", "order by mood"])
        foreach (
            var refusal in new[]
            {
                await ana.Refused(new AddView("x", filter)),
                await ana.Refused(new UpdateView(view.Id, Filter: filter)),
            }
        )
            Assert.Equal(("/filter", "invalid_query"), (Assert.Single(refusal.Errors).Pointer, refusal.Errors[0].Code));
        Assert.Contains("'waiting'", (await ana.Refused(new AddView("x", "label:wating"))).Message);
        Assert.Equal("/filter", (await ana.Refused(new AddView("x", " "))).Errors[0].Pointer);
        Assert.Equal("/filter", (await ana.Refused(new UpdateView(view.Id, Filter: ""))).Errors[0].Pointer);
        Assert.Equal("/filter", (await ana.Refused(new AddView("x", new('x', 2001)))).Errors[0].Pointer);
    }

    [Fact]
    public async Task What_changes_nothing_leaves_no_change()
    {
        var ana = await steward.NewOwner();
        var view = await ana.Run(new AddView("Late", "overdue"));

        Assert.Null((await ana.Call(new UpdateView(view.Id, "Late ", " overdue", false))).ChangeId);
    }

    [Fact]
    public async Task In_a_shared_view_me_is_who_looks_and_the_filter_given_narrows_it()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        foreach (var (title, priority) in new[] { ("a", 3), ("b", 1), ("c", 2) })
            await ana.Run(new AddTask(title, Priority: priority, AssigneeIds: [ana.Id]));
        await ana.Run(new AddTask("d", AssigneeIds: [ben.Id]));
        var view = await ana.Run(new AddView("Mine", "assignee:me order by priority", Shared: true));

        Assert.Equal(["b", "c", "a"], await Titles(ana, new(ViewId: view.Id)));
        Assert.Equal(["d"], await Titles(ben, new(ViewId: view.Id)));
        Assert.Equal(["b", "c"], await Titles(ana, new(ViewId: view.Id, Filter: "priority < 3")));
        Assert.Equal(["c", "b"], await Titles(ana, new(ViewId: view.Id, Filter: "priority < 3 order by title desc")));
        Assert.Equal(["a"], await Titles(ana, new(ViewId: view.Id, Text: "A")));
        Assert.Equal(
            ["b", "c", "a"],
            ((Page<TaskView>)(await ana.Call("list_tasks", new { view_id = "mine" })).Result!).Items.Select(task =>
                task.Title
            )
        );
    }

    [Fact]
    public async Task Its_pages_follow_each_other_and_belong_to_view_and_filter()
    {
        var ana = await steward.NewOwner();
        for (var n = 0; n < 5; n++)
            await ana.Run(new AddTask($"{n}", Priority: 1 + n % 3));
        var view = await ana.Run(new AddView("All", "order by priority"));

        var page = await ana.Run(new ListTasks(ViewId: view.Id, Filter: "open", Limit: 3));
        Assert.Equal(["0", "3", "1"], page.Items.Select(task => task.Title));
        Assert.Equal(
            ["4", "2"],
            await Titles(ana, new(ViewId: view.Id, Filter: "open", Limit: 3, Cursor: page.NextCursor))
        );
        Assert.Equal(
            "invalid_cursor",
            (await ana.Refused(new ListTasks(ViewId: view.Id, Cursor: page.NextCursor))).Errors[0].Code
        );
    }

    [Fact]
    public async Task A_view_that_names_what_one_does_not_see_says_so()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        await ana.Run(new AddProject("Secret", MemberIds: []));
        var view = await ana.Run(new AddView("x", "project:Secret", Shared: true));

        var refusal = await ben.Refused(new ListTasks(ViewId: view.Id));

        Assert.Equal("/view_id", Assert.Single(refusal.Errors).Pointer);
        Assert.Contains("there is no project of this name", refusal.Message);
    }

    private static async Task<IEnumerable<string>> Titles(Member member, ListTasks query) =>
        (await member.Run(query)).Items.Select(task => task.Title);
}
