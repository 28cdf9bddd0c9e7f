using Steward.Tasks;

namespace Steward.Tests.Tasks;

public sealed class SectionTests(TestSteward steward)
{
    internal sealed class AddSample : Sample<AddSection>
    {
        public override async Task<AddSection> Of(World world) =>
            new((await world.Ana.Run(new AddProject("Home"))).Id, "Doing", TestSteward.NewId());
    }

    internal sealed class ListSample : Sample<ListSections>
    {
        public override async Task<ListSections> Of(World world) => new((await Section(world.Ana)).ProjectId);
    }

    internal sealed class UpdateSample : Sample<UpdateSection>
    {
        public override async Task<UpdateSection> Of(World world)
        {
            var first = await Section(world.Ana);
            var second = await world.Ana.Run(new AddSection(first.ProjectId, "Done"));
            return new(second.Id, "Finished", BeforeId: first.Id);
        }
    }

    internal sealed class DeleteSample : Sample<DeleteSection>
    {
        public override async Task<DeleteSection> Of(World world)
        {
            var section = await Section(world.Ana);
            await world.Ana.Run(new AddTask("Paint it", SectionId: section.Id));
            return new(section.Id);
        }
    }

    [Fact]
    public async Task They_stand_in_the_order_that_people_give_them()
    {
        var ana = await steward.NewOwner();
        var home = await ana.Run(new AddProject("Home"));
        var ids = new Dictionary<string, Guid>();
        foreach (var name in new[] { "a", "b", "c" })
            ids[name] = (await ana.Run(new AddSection(home.Id, name))).Id;

        await ana.Run(new UpdateSection(ids["c"], BeforeId: ids["b"]));
        await ana.Run(new UpdateSection(ids["a"], AfterId: ids["b"], Name: "z"));
        await ana.Run(new UpdateSection(ids["a"], Name: "z"));

        Assert.Equal(["c", "b", "z"], (await ana.Run(new ListSections(home.Id))).Items.Select(section => section.Name));
        var first = await ana.Run(new ListSections(home.Id, 2));
        Assert.Equal("z", Assert.Single((await ana.Run(new ListSections(home.Id, 2, first.NextCursor))).Items).Name);
        Assert.Equal("already_exists", (await ana.Refused(new AddSection(home.Id, "b"))).Code);
        var other = await Section(ana);
        Assert.Equal("not_a_sibling", (await ana.Refused(new UpdateSection(ids["a"], AfterId: other.Id))).Code);
    }

    [Fact]
    public async Task Its_tasks_stay_in_the_project_when_it_goes()
    {
        var ana = await steward.NewOwner();
        var section = await Section(ana);
        var task = await ana.Run(new AddTask("Paint it", SectionId: section.Id));
        Assert.Equal((section.ProjectId, "Doing"), (task.ProjectId, task.Section));

        var gone = await ana.Call(new DeleteSection(section.Id));
        task = await ana.Run(new GetTask(task.Id));
        Assert.Equal((section.ProjectId, null, null), (task.ProjectId, task.SectionId, task.Section));

        await ana.Run(new UndoChange(gone.ChangeId!.Value));
        Assert.Equal("Doing", (await ana.Run(new GetTask(task.Id))).Section);
    }

    private static async Task<SectionView> Section(Member member) =>
        await member.Run(new AddSection((await member.Run(new AddProject("Home"))).Id, "Doing"));
}
