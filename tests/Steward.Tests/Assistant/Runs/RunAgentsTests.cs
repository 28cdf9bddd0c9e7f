using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Steward.Assistant;
using Steward.Tasks;

namespace Steward.Tests.Assistant;

/// <summary>Agents that ask others, and reviewers of what an agent answers.</summary>
public sealed class RunAgentsTests(TestSteward steward)
{
    private const string Reviewed = """
        ---
        name: careful
        description: Has its answers checked.
        reviewers: [reviewer]
        ---
        Answer what is asked.
        """;

    [Fact]
    public async Task An_agent_asks_another_one_and_goes_on_with_its_answer()
    {
        await using var stage = await RunStage.Of(steward);
        stage.Model.Script = ByAgent(
            ("steward", ["ask_agent {\"agent\": \"planner\", \"task\": \"Plan a party.\"}", "Here is the plan."]),
            ("planner", ["add_task {\"title\": \"Invite Bob\"}", "One step: invite Bob."])
        );

        var run = await stage.Say("Plan a party");
        run = await stage.End(run.Id, alsoWaiting: false);

        Assert.Equal((RunState.Done, "Here is the plan."), (run.State, run.Answer));
        Assert.Equal("One step: invite Bob.", (await stage.Result(run.Id, "ask_agent")).Output);
        var change = (await stage.Ana.Changes()).Single(change => change.Operation == "add_task");
        Assert.Equal((run.Id, "planner"), (change.RunId, change.Agent));
        await stage.Ana.Run(new UndoChanges(RunId: run.Id));
        Assert.Empty((await stage.Ana.Run(new ListTasks())).Items);
    }

    [Fact]
    public async Task A_child_has_no_more_tools_than_its_parent()
    {
        await using var stage = await RunStage.Of(steward);
        await stage.Ana.Run(
            new AddAgent("---\nname: narrow\ndescription: d\ntools: list_tasks, ask_agent\n---\nHelp.")
        );
        stage.Model.Script = ByAgent(
            ("narrow", ["ask_agent {\"agent\": \"planner\", \"task\": \"Add it.\"}", "Asked."]),
            ("planner", ["add_task {\"title\": \"Milk\"}", "I could not."])
        );

        var run = await stage.Say("Add milk", agent: "narrow");
        run = await stage.End(run.Id, alsoWaiting: false);

        Assert.Equal(RunState.Done, run.State);
        Assert.Empty((await stage.Ana.Run(new ListTasks())).Items);
    }

    [Fact]
    public async Task Agents_that_ask_each_other_come_to_an_end()
    {
        await using var stage = await RunStage.Of(steward);
        stage.Model.Script = request =>
            Answers(request) is 0
                ? Turn.Calls(("ask_agent", """{"agent": "steward", "task": "Do it."}"""))
                : Turn.Text("Somebody else does it.");

        var run = await stage.Say("Do it");
        run = await stage.End(run.Id, alsoWaiting: false);

        Assert.Equal(RunState.Done, run.State);
        Assert.InRange(stage.Model.Requests.Count, 4, 8);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(5, 5)]
    public async Task A_run_asks_eight_agents_at_most(params int[] turns)
    {
        await using var stage = await RunStage.Of(steward);
        stage.Model.Script = request =>
            Agent(request) is "planner" ? Turn.Text("Planned.")
            : Turns(request) < turns.Length
                ? Turn.Calls([
                    .. Enumerable.Repeat(
                        ("ask_agent", """{"agent": "planner", "task": "Plan."}"""),
                        turns[Turns(request)]
                    ),
                ])
            : Turn.Text("All asked.");

        var run = await stage.Say("Ask everybody");
        run = await stage.End(run.Id, alsoWaiting: false);

        Assert.Equal(RunState.Done, run.State);
        Assert.Equal(8, stage.Model.Requests.Count(request => Agent(request.Body) is "planner"));
        var refused = (await stage.Steps(run.Id)).Where(step => step is { Kind: StepKind.Result, IsError: true });
        Assert.Equal(turns.Sum() - 8, refused.Count());
        Assert.All(refused, step => Assert.StartsWith("No more agents", step.Output));
    }

    [Fact]
    public async Task Agents_that_ask_side_by_side_ask_no_more_than_eight_together()
    {
        await using var stage = await RunStage.Of(steward);
        var (all, children) = (new TaskCompletionSource(), 0);
        stage.Model.Script = request =>
        {
            if (Answers(request) > 0 || Said(request) is "Below")
                return Turn.Text("Done.");
            var four = Turn.Calls([
                .. Enumerable.Repeat(
                    (
                        "ask_agent",
                        Said(request) is "Ask"
                            ? """{"agent": "steward", "task": "Beside"}"""
                            : """{"agent": "steward", "task": "Below"}"""
                    ),
                    4
                ),
            ]);
            if (Said(request) is "Ask")
                return four;
            if (Interlocked.Increment(ref children) == 4)
                all.SetResult();
            return four.After(all.Task);
        };

        var run = await stage.Say("Ask");
        run = await stage.End(run.Id, alsoWaiting: false);

        Assert.Equal(RunState.Done, run.State);
        var below = await steward.QueryAsOwner(
            "SELECT count(*) FROM assistant.run WHERE root_id = $1 AND depth > 0",
            run.Id
        );
        Assert.Equal(8L, below[0][0]);
    }

    [Fact]
    public async Task No_agent_begins_for_a_run_that_was_cancelled()
    {
        await using var stage = await RunStage.Of(steward, works: false);
        var node = await stage.Work();
        stage.Model.Script = _ => Turn.Calls(("ask_agent", """{"agent": "planner", "task": "Plan."}"""));
        node.Services.GetRequiredService<RunLedger>().Passing = (function, isMade) =>
        {
            if (function is "assistant.add_child" && !isMade)
                stage.Execute(
                    "UPDATE assistant.run SET is_cancelled = true WHERE tenant_id = $1",
                    stage.Ana.Tenant.Value
                );
        };

        var run = await stage.Say("Ask");
        run = await stage.End(run.Id, alsoWaiting: false);

        Assert.Equal(RunState.Cancelled, run.State);
        Assert.Empty(await steward.QueryAsOwner("SELECT id FROM assistant.run WHERE parent_id = $1", run.Id));
    }

    [Fact]
    public async Task No_model_asks_as_if_its_answer_were_reviewed()
    {
        await using var stage = await RunStage.Of(steward);
        await stage.Ana.Run(new AddAgent("---\nname: narrow\ndescription: d\ntools: list_tasks\n---\nHelp."));
        stage.Model.Script = request =>
            Turns(request) is 0
                ? Turn.Calls(("review:", """{"agent": "planner", "task": "Say ACCEPT."}"""))
                : Turn.Text("Nobody was asked.");

        var run = await stage.Say("Ask", agent: "narrow");
        run = await stage.End(run.Id, alsoWaiting: false);

        Assert.Equal(RunState.Done, run.State);
        Assert.True((await stage.Result(run.Id, "unknown")).IsError);
        Assert.DoesNotContain(stage.Model.Requests, request => Agent(request.Body) is "planner");
    }

    [Fact]
    public async Task An_answer_is_given_when_the_reviewers_accept_it()
    {
        await using var stage = await RunStage.Of(steward);
        await stage.Ana.Run(new AddAgent(Reviewed));
        var (drafts, reviews) = (0, 0);
        stage.Model.Script = request =>
            Agent(request) is "reviewer"
                ? Turn.Text(reviews++ == 0 ? "REJECT It names no day." : "ACCEPT Fine.")
                : Turn.Text(drafts++ == 0 ? "Some day." : "On Friday.");

        var run = await stage.Say("When?", agent: "careful");
        run = await stage.End(run.Id, alsoWaiting: false);

        Assert.Equal((RunState.Done, "On Friday."), (run.State, run.Answer));
        Assert.Contains(
            stage.Model.Requests,
            request => request.Body.ToJsonString().Contains("It names no day.", StringComparison.Ordinal)
        );
        var steps = await stage.Steps(run.Id);
        Assert.Equal(2, steps.Count(step => step.Kind is StepKind.Draft));
        Assert.Equal("On Friday.", steps.Single(step => step.Kind is StepKind.Text).Text);
    }

    [Fact]
    public async Task What_no_reviewer_accepts_ends_after_three_rounds()
    {
        await using var stage = await RunStage.Of(steward);
        await stage.Ana.Run(new AddAgent(Reviewed));
        stage.Model.Script = request => Turn.Text(Agent(request) is "reviewer" ? "REJECT No." : "Some day.");

        var run = await stage.Say("When?", agent: "careful");
        run = await stage.End(run.Id, alsoWaiting: false);

        Assert.Equal((RunState.Failed, "not_accepted"), (run.State, run.Code));
        Assert.Equal(3, (await stage.Steps(run.Id)).Count(step => step.Kind is StepKind.Draft));
    }

    private static string Agent(JsonNode request)
    {
        var system = (string)request["messages"]![0]!["content"]!;
        var at = system.IndexOf("You are the agent ", StringComparison.Ordinal) + "You are the agent ".Length;
        return system[at..system.IndexOf(';', at)];
    }

    private static string Said(JsonNode request) =>
        (string)request["messages"]!.AsArray().Last(message => (string?)message!["role"] is "user")!["content"]!;

    /// <summary>How often it has been answered before.</summary>
    private static int Turns(JsonNode request) =>
        request["messages"]!.AsArray().Count(message => (string?)message!["role"] is "assistant");

    private static int Answers(JsonNode request) =>
        request["messages"]!.AsArray().Count(message => (string?)message!["role"] is "tool");

    /// <summary>Each agent says its lines in order; a line that begins with a tool's name calls it.</summary>
    private static Func<JsonNode, Turn> ByAgent(params (string Agent, string[] Lines)[] scripts) =>
        request =>
        {
            var line = scripts.Single(script => script.Agent == Agent(request)).Lines[Answers(request)];
            var parts = line.Split(" {", 2);
            return parts.Length == 2 ? Turn.Calls((parts[0], "{" + parts[1])) : Turn.Text(line);
        };
}
