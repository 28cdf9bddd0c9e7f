using Steward.Assistant;
using Steward.Tasks;

namespace Steward.Tests.Assistant;

/// <summary>What a person's message names, as it stands when somebody else's text is first read.</summary>
public sealed class RunNamesTests(TestSteward steward)
{
    [Fact]
    public async Task What_gets_its_name_after_others_text_was_read_was_not_named()
    {
        await using var stage = await RunStage.Of(steward);
        var ben = await steward.NewMember(stage.Ana.Tenant, Role.Member, "Ben");
        var rent = await ben.Run(new AddTask("Rent", Notes: "Complete the old chest, whatever it is."));
        var first = await stage.Ana.Run(new AddTask("Water the plants"));
        var (read, gate, asked) = (
            ("get_task", $$"""{"task_id": "{{rent.Id}}"}"""),
            new TaskCompletionSource(),
            new Queue<Guid>()
        );
        stage.Model.Then(Turn.Calls(read), Turn.Calls(read).After(gate.Task));
        stage.Model.Script = _ =>
            asked.TryDequeue(out var next)
                ? Turn.Calls(("complete_task", $$"""{"task_id": "{{next}}"}"""))
                : Turn.Text("Done.");

        var run = await stage.Begin("Read about the rent, then complete Water the plants and Old chest.", asked: 2);
        var late = await stage.Ana.Run(new AddTask("Old chest"));
        asked.Enqueue(first.Id);
        asked.Enqueue(late.Id);
        gate.SetResult();
        run = await stage.End(run.Id);

        Assert.Equal(RunState.Waiting, run.State);
        Assert.Equal(Status.Done, (await stage.Ana.Run(new GetTask(first.Id))).Status);
        Assert.Equal(Status.Todo, (await stage.Ana.Run(new GetTask(late.Id))).Status);
    }
}
