using System.Text.Json;
using Steward.Assistant;
using Steward.Tasks;

namespace Steward.Tests.Assistant;

/// <summary>Models and tools may say as much as they like; what is kept and shown of it is bounded.</summary>
public sealed class RunBoundsTests(TestSteward steward)
{
    [Fact]
    public async Task A_model_that_does_not_stop_talking_is_cut_off()
    {
        await using var stage = await RunStage.Of(steward);
        stage.Model.Script = _ => Turn.Huge(4_000_000);

        var run = await stage.Say("Talk");

        Assert.Equal((RunState.Failed, "model_bad_answer"), (run.State, run.Code));
        Assert.Null(run.Answer);
        var said = (await stage.Steps(run.Id)).Sum(step => step.Text?.Length ?? 0);
        Assert.InRange(said, 0, 3 << 20);
    }

    [Fact]
    public async Task A_run_goes_on_though_its_model_takes_less_than_it_has_read()
    {
        const int tokens = 40_000;
        await using var stage = await RunStage.Of(steward, works: false);
        await stage.Work(hasModel: false);
        await stage.Ana.Run(
            new AddModelProvider("small", ModelKind.Openai, $"{stage.Model.Url}", "scripted-1", ContextTokens: tokens)
        );
        await stage.Ana.Run(new AddAgent("---\nname: reader\ndescription: Reads.\ntools: list_tasks\n---\nRead."));
        var notes = new string('n', 2000);
        await stage.Ana.Run(
            new AddTasks([.. Enumerable.Range(0, 40).Select(i => new AddTask($"Task {i}", Notes: notes))])
        );
        var read = ("list_tasks", """{"limit": 40}""");
        stage.Model.Then(Turn.Calls(read, read, read, read), Turn.Text("Read."));

        var run = await stage.Say("Read it all", agent: "reader");

        Assert.Equal(RunState.Done, run.State);
        var told = stage
            .Model.Requests[^1]
            .Messages.Where(message => (string?)message["role"] == "tool")
            .Select(message => message["content"]!.ToString().Length);
        // The newest answers are whole.
        Assert.Equal([false, false, true, true], told.Select(length => length > 60_000));
    }

    [Fact]
    public async Task Of_what_tools_answer_a_part_is_kept_and_in_the_end_less_of_it()
    {
        const int most = 64 * 1024 + 100;
        await using var stage = await RunStage.Of(steward);
        var notes = new string('n', 2000);
        await stage.Ana.Run(
            new AddTasks([.. Enumerable.Range(0, 100).Select(i => new AddTask($"Task {i}", Notes: notes))])
        );
        var read = ("list_tasks", """{"limit": 100}""");
        stage.Model.Then(Turn.Calls([.. Enumerable.Repeat(read, 64)]), Turn.Calls(read, read), Turn.Text("Read."));

        var run = await stage.Say("Read it all");

        Assert.Equal(RunState.Done, run.State);
        var outputs = (await stage.Ana.Run(new ListSteps(run.Id, Limit: 200)))
            .Items.Where(step => step.Kind is StepKind.Result)
            .Select(step => step.Output!.Length)
            .ToList();
        Assert.Equal(66, outputs.Count);
        Assert.All(outputs, length => Assert.InRange(length, 1, most));
        Assert.InRange(outputs[0], most / 2, most);
        Assert.All(outputs[64..], length => Assert.InRange(length, 1, 2_200));
        // What the model reads of it fits its window.
        Assert.InRange(stage.Model.Requests[^1].Body.ToJsonString().Length, 1, 700_000);
    }
}
