using System.Text.Json;
using Steward.Assistant;
using Steward.Tasks;

namespace Steward.Tests.Assistant;

public sealed class RunTests(TestSteward steward)
{
    [Fact]
    public async Task An_agent_does_what_it_is_told_by_tools_and_says_what_it_did()
    {
        await using var stage = await RunStage.Of(steward);
        stage.Model.Then(
            Turn.Calls(("add_task", """{"title": "Pay the rent"}"""), ("add_task", """{"title": "Call Bob"}""")),
            Turn.Text("I have added both.")
        );

        var run = await stage.Say("Add paying the rent and calling Bob");

        Assert.Equal((RunState.Done, "I have added both.", null), (run.State, run.Answer, run.Code));
        var steps = await stage.Steps(run.Id);
        Assert.Equal(
            "Call, Call, Usage, Result, Result, Text, Usage, End",
            string.Join(", ", steps.Select(step => step.Kind))
        );
        Assert.All(steps.Where(step => step.Kind is StepKind.Result), step => Assert.NotNull(step.ChangeId));
        var tasks = (await stage.Ana.Run(new ListTasks())).Items;
        Assert.Equal(["Call Bob", "Pay the rent"], tasks.Select(task => task.Title).Order());
        Assert.All(
            (await stage.Ana.Changes()).Where(change => change.Operation == "add_task"),
            change => Assert.Equal((run.Id, "steward"), (change.RunId, change.Agent))
        );
    }

    [Fact]
    public async Task What_a_run_did_is_taken_back_at_once()
    {
        await using var stage = await RunStage.Of(steward);
        stage.Model.Then(
            Turn.Calls(("add_task", """{"title": "Pay the rent"}"""), ("add_task", """{"title": "Call Bob"}""")),
            Turn.Text("Done.")
        );
        var run = await stage.Say("Add both");

        await stage.Ana.Run(new UndoChanges(RunId: run.Id));

        Assert.Empty((await stage.Ana.Run(new ListTasks())).Items);
    }

    [Fact]
    public async Task The_model_is_told_the_tools_the_agent_and_what_was_said_before()
    {
        await using var stage = await RunStage.Of(steward);
        var conversation = await stage.NewConversation();
        stage.Model.Then(Turn.Text("Hello Ana."), Turn.Text("As I said."));
        await stage.Say("Good morning", conversation: conversation);

        await stage.Say("And now?", conversation: conversation);

        var asked = stage.Model.Requests[^1];
        Assert.Contains("add_task", asked.Tools);
        Assert.Contains("ask_agent", asked.Tools);
        Assert.Equal(
            ["system", "user", "assistant", "user"],
            asked.Messages.Select(message => message["role"]!.GetValue<string>())
        );
        Assert.Contains("Good morning", asked.Body.ToJsonString());
        Assert.Contains("Hello Ana.", asked.Body.ToJsonString());
    }

    [Fact]
    public async Task What_needs_approval_waits_and_is_done_when_a_person_approves()
    {
        await using var stage = await RunStage.Of(steward);
        var (gone, kept) = (await stage.Ana.Run(new AddTask("Pay the rent")), await stage.Ana.Run(new AddTask("Stay")));
        await stage.Ana.Run(new AddApprovalRule("delete_task", RuleAction.Ask));
        stage.Model.Then(
            Turn.Calls(
                ("delete_task", $$"""{"task_id": "{{gone.Id}}"}"""),
                ("complete_task", $$"""{"task_id": "{{kept.Id}}"}""")
            ),
            Turn.Text("Both done.")
        );

        var waiting = await stage.Say("Delete the rent, complete the other");

        Assert.Equal(RunState.Waiting, waiting.State);
        Assert.Equal(Status.Done, (await stage.Ana.Run(new GetTask(kept.Id))).Status);
        var step = (await stage.Steps(waiting.Id)).Single(step => step.Kind is StepKind.Approval);
        var approval = await stage.Ana.Run(new GetApproval(step.ApprovalId!.Value));
        Assert.Equal((waiting.Id, "delete_task"), (approval.RunId, approval.Operation));
        Assert.Equal("Pay the rent", (await stage.Ana.Run(new GetTask(gone.Id))).Title);

        await stage.Ana.Run(new DecideApproval(approval.Id, Decision.Approve, approval.PreviewHash));
        var run = await stage.End(waiting.Id, alsoWaiting: false);

        Assert.Equal((RunState.Done, "Both done."), (run.State, run.Answer));
        var result = await stage.Result(run.Id, "delete_task");
        Assert.False(result.IsError);
        Assert.NotNull(result.ChangeId);
        Assert.Equal(
            ["Stay"],
            (await stage.Ana.Run(new ListTasks(Status: [Status.Done]))).Items.Select(task => task.Title)
        );
        Assert.Empty((await stage.Ana.Run(new ListTasks(Status: [Status.Todo]))).Items);

        await stage.Ana.Run(new UndoChanges(RunId: run.Id));
        Assert.Equal(2, (await stage.Ana.Run(new ListTasks(Status: [Status.Todo]))).Items.Count);
    }

    [Fact]
    public async Task A_denial_is_told_to_the_model_with_its_reason()
    {
        await using var stage = await RunStage.Of(steward);
        var task = await stage.Ana.Run(new AddTask("Pay the rent"));
        await stage.Ana.Run(new AddApprovalRule("delete_task", RuleAction.Ask));
        stage.Model.Then(
            Turn.Calls(("delete_task", $$"""{"task_id": "{{task.Id}}"}""")),
            Turn.Text("Then I leave it.")
        );
        var waiting = await stage.Say("Delete the rent");
        var step = (await stage.Steps(waiting.Id)).Single(step => step.Kind is StepKind.Approval);

        await stage.Ana.Run(new DecideApproval(step.ApprovalId!.Value, Decision.Deny, Reason: "Not before May."));
        var run = await stage.End(waiting.Id, alsoWaiting: false);

        Assert.Equal(RunState.Done, run.State);
        Assert.Contains("Not before May.", (await stage.Result(run.Id, "delete_task")).Output);
        Assert.Contains("Not before May.", stage.Model.Requests[^1].Body.ToJsonString());
        Assert.Equal("Pay the rent", (await stage.Ana.Run(new GetTask(task.Id))).Title);
    }

    [Fact]
    public async Task What_a_rule_understands_needs_no_model_and_is_done_as_the_person()
    {
        await using var stage = await RunStage.Of(steward, works: false);
        await stage.Work(hasModel: false);

        var run = await stage.Say("add call Bob", agent: null);

        Assert.Equal(RunState.Done, run.State);
        Assert.Empty(stage.Model.Requests);
        var change = (await stage.Ana.Changes()).Single(change => change.RunId == run.Id);
        Assert.Null(change.Agent);
        Assert.Equal("call Bob", (await stage.Ana.Run(new ListTasks())).Items.Single().Title, ignoreCase: true);
    }

    [Fact]
    public async Task Without_a_model_what_no_rule_understands_is_said_plainly()
    {
        await using var stage = await RunStage.Of(steward, works: false);
        await stage.Work(hasModel: false);

        var run = await stage.Say("Write me a poem about the sea", agent: null);
        var asked = await stage.Say("Write me a poem about the sea");

        Assert.Equal(RunState.Done, run.State);
        Assert.NotEmpty(run.Answer!);
        Assert.Equal((RunState.Failed, "model_not_configured"), (asked.State, asked.Code));
    }

    [Fact]
    public async Task Wrong_arguments_and_unknown_tools_go_back_to_the_model()
    {
        await using var stage = await RunStage.Of(steward);
        stage.Model.Then(
            Turn.Calls(
                ("add_task", """{"title": 7}"""),
                ("add_task", """{"title": """),
                ("make_coffee", "{}"),
                ("add_task", """{}""")
            ),
            Turn.Text("I give up.")
        );

        var run = await stage.Say("Add something");

        Assert.Equal(RunState.Done, run.State);
        var results = (await stage.Steps(run.Id)).Where(step => step.Kind is StepKind.Result).ToList();
        Assert.Equal(4, results.Count);
        Assert.All(results, result => Assert.True(result.IsError));
        Assert.Contains(results, result => result.Output!.Contains("title", StringComparison.Ordinal));
        Assert.Empty((await stage.Ana.Run(new ListTasks())).Items);
    }

    [Fact]
    public async Task A_loop_without_end_is_ended_by_the_limit()
    {
        await using var stage = await RunStage.Of(steward);
        await stage.Ana.Run(new UpdateRunLimits(StepsPerRun: 5));
        stage.Model.Script = _ => Turn.Calls(("list_tasks", "{}"));

        var run = await stage.Say("List for ever");

        Assert.Equal((RunState.Failed, "step_limit"), (run.State, run.Code));
        Assert.Equal(5, stage.Model.Requests.Count);
    }

    [Fact]
    public async Task A_model_that_breaks_off_is_asked_again_and_what_it_said_does_not_count()
    {
        await using var stage = await RunStage.Of(steward);
        stage.Model.Then(
            Turn.ResetMidStream("Well, this is ").Slowly(TimeSpan.FromMilliseconds(20)),
            Turn.Text("Whole.")
        );

        var run = await stage.Say("Say something");

        Assert.Equal((RunState.Done, "Whole."), (run.State, run.Answer));
        Assert.Contains((await stage.Steps(run.Id)), step => step.Kind is StepKind.Discarded);
    }

    [Fact]
    public async Task A_model_that_answers_nothing_ends_the_run_in_words()
    {
        await using var stage = await RunStage.Of(steward);
        stage.Model.Script = _ => Turn.EmptyAnswer();

        var run = await stage.Say("Say something");

        Assert.Equal((RunState.Failed, "model_bad_answer"), (run.State, run.Code));
        Assert.NotEmpty(run.Message!);
    }

    [Fact]
    public async Task Twenty_calls_at_once_are_all_made()
    {
        await using var stage = await RunStage.Of(steward);
        stage.Model.Then(
            Turn.Calls([.. Enumerable.Range(1, 20).Select(i => ("add_task", $$"""{"title": "Task {{i}}"}"""))]),
            Turn.Text("All done.")
        );

        var run = await stage.Say("Add twenty");

        Assert.Equal(RunState.Done, run.State);
        Assert.Equal(20, (await stage.Ana.Run(new ListTasks())).Items.Count);
    }

    [Fact]
    public async Task Who_cancels_stops_a_run_that_is_at_work()
    {
        await using var stage = await RunStage.Of(steward);
        stage.Model.Then(Turn.Silence());
        var begun = await stage.Ana.Run(new AddMessage(await stage.NewConversation(), "Wait", "steward"));
        stage.Wake();
        while (stage.Model.Requests.Count == 0)
            await Task.Delay(10, TestContext.Current.CancellationToken);

        await stage.Ana.Run(new CancelRun(begun.Id));
        var run = await stage.End(begun.Id);

        Assert.Equal((RunState.Cancelled, "cancelled"), (run.State, run.Code));
    }

    [Fact]
    public async Task Usage_is_counted_and_a_used_up_day_begins_no_run()
    {
        await using var stage = await RunStage.Of(steward);
        stage.Model.Script = _ => Turn.Text("Yes.");
        await stage.Say("One");
        var used = Assert.Single((await stage.Ana.Run(new ListUsage())).Items);
        Assert.Equal(("steward", "scripted-1", 1), (used.Agent, used.Model, used.Turns));
        Assert.True(used.InputTokens + used.OutputTokens > 0);

        await stage.Ana.Run(new UpdateRunLimits(TokensPerDay: (long?)1));
        var run = await stage.Say("Two");

        Assert.Equal((RunState.Failed, "day_limit"), (run.State, run.Code));
    }
}
