using Steward.Tasks;

namespace Steward.Tests.Tasks;

public sealed class LabelTests(TestSteward steward)
{
    internal sealed class AddSample : Sample<AddLabel>
    {
        public override Task<AddLabel> Of(World world) =>
            Task.FromResult(new AddLabel("waiting", "#ff0000", TestSteward.NewId()));
    }

    internal sealed class ListSample : Sample<ListLabels>
    {
        public override async Task<ListLabels> Of(World world)
        {
            await world.Ana.Run(new AddLabel("someday"));
            return new();
        }
    }

    internal sealed class UpdateSample : Sample<UpdateLabel>
    {
        public override async Task<UpdateLabel> Of(World world) =>
            new((await world.Ana.Run(new AddLabel("errand", "#ff0000"))).Id, "delegated", null);
    }

    internal sealed class DeleteSample : Sample<DeleteLabel>
    {
        public override async Task<DeleteLabel> Of(World world) =>
            new((await world.Ana.Run(new AddLabel("obsolete"))).Id);
    }

    [Fact]
    public async Task A_task_tells_its_labels_by_name()
    {
        var ana = await steward.NewOwner();
        var (red, blue) = (await ana.Run(new AddLabel(" red ")), await ana.Run(new AddLabel("blue")));

        var task = await ana.Run(new AddTask("Paint it", LabelIds: [red.Id, blue.Id, red.Id]));
        Assert.Equal(["red", "blue"], task.Labels);
        await ana.Run(new UpdateLabel(red.Id, "crimson"));
        Assert.Equal(["crimson", "blue"], (await ana.Run(new GetTask(task.Id))).Labels);
        task = await ana.Run(new UpdateTask(task.Id, LabelIds: (Guid[])[blue.Id]));
        Assert.Equal([blue.Id], task.LabelIds);
        Assert.Empty((await ana.Run(new UpdateTask(task.Id, LabelIds: (Guid[]?)null))).Labels);
        Assert.Equal("already_exists", (await ana.Refused(new AddLabel("blue"))).Code);
    }

    [Fact]
    public async Task A_label_that_goes_and_comes_back_is_on_the_same_tasks()
    {
        var ana = await steward.NewOwner();
        var label = await ana.Run(new AddLabel("waiting"));
        var task = await ana.Run(new AddTask("Paint it", LabelIds: [label.Id]));

        var gone = await ana.Call(new DeleteLabel(label.Id));
        Assert.Empty((await ana.Run(new GetTask(task.Id))).Labels);
        await ana.Run(new UpdateTask(task.Id, Title: "Paint it white"));
        Assert.Equal(RefusalKind.NotFound, (await ana.Refused(new AddTask("x", LabelIds: [label.Id]))).Kind);

        await ana.Run(new UndoChange(gone.ChangeId!.Value));
        Assert.Equal(["waiting"], (await ana.Run(new GetTask(task.Id))).Labels);
    }
}
