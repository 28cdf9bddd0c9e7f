using Microsoft.Extensions.DependencyInjection;
using Steward.Assistant;
using Steward.Tasks;

namespace Steward.Tests.Assistant;

/// <summary>A node ends between any two of its entries, or before or after any of its calls; another one goes on.</summary>
public sealed class RunCrashTests(TestSteward steward)
{
    [Fact]
    public async Task Wherever_a_node_ends_each_command_is_executed_once()
    {
        var boundaries = 0;
        while (await Ends(boundaries))
            boundaries++;

        Assert.InRange(boundaries, 12, 100);
    }

    /// <summary>False: the run came to its end before so many entries.</summary>
    private async Task<bool> Ends(int after)
    {
        await using var stage = await RunStage.Of(steward, works: false);
        await stage.Ana.Run(new AddApprovalRule("delete_task", RuleAction.Ask));
        var gone = await stage.Ana.Run(new AddTask("Old"));
        stage.Model.Script = request =>
            request["messages"]!.AsArray().Count(message => (string?)message!["role"] is "tool") switch
            {
                0 => Turn.Calls(
                    ("add_task", """{"title": "Pay the rent"}"""),
                    ("delete_task", $$"""{"task_id": "{{gone.Id}}"}"""),
                    ("add_task", """{"title": "Call Bob"}""")
                ),
                3 => Turn.TextAndCalls("One more.", ("quick_add", """{"text": "Milk"}""")),
                _ => Turn.Text("All is done."),
            };
        var first = await stage.Work();
        var (entries, hasEnded) = (0, false);
        first.Services.GetRequiredService<RunLedger>().Passing = (function, _) =>
        {
            if (function is "assistant.claim_runs" or "assistant.keep_runs")
                return;
            if (hasEnded || Interlocked.Increment(ref entries) > after)
            {
                hasEnded = true;
                throw new RunLostException();
            }
        };
        var run = await first.Run(stage.Ana, new AddMessage(await stage.NewConversation(), "Do it all", "steward"));
        stage.Wake();
        while (
            !hasEnded
            && (await stage.Ana.Run(new GetRun(run.Id))).State
                is RunState.Queued
                    or RunState.Running
                    or RunState.Waiting
        )
        {
            await Decide(stage);
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
        await stage.Stop(first);
        if (hasEnded)
        {
            // As if the dead node's lease had run out.
            await steward.ExecuteAsOwner(
                "UPDATE assistant.run SET leased_until = now() - interval '1 second' WHERE id = $1 AND state = 'Running'",
                run.Id
            );
            await stage.Work();
        }
        var end = await stage.End(run.Id, alsoWaiting: true);
        while (end.State is RunState.Waiting)
        {
            await Decide(stage);
            end = await stage.End(run.Id, alsoWaiting: true);
        }

        Assert.Equal((after, RunState.Done, "All is done."), (after, end.State, end.Answer));
        Assert.Equal(
            ["Call Bob", "Milk", "Pay the rent"],
            (await stage.Ana.Run(new ListTasks())).Items.Select(task => task.Title).Order()
        );
        Assert.Equal(
            ["add_task", "add_task", "add_task", "decide_approval", "quick_add"],
            (await stage.Ana.Changes())
                .Select(change => change.Operation)
                .Where(name => name is "add_task" or "quick_add" or "decide_approval")
                .Order()
        );
        var steps = await stage.Steps(run.Id);
        Assert.Equal(Enumerable.Range(1, steps.Count), steps.Select(step => step.Number));
        Assert.Single(steps, step => step.Kind is StepKind.End);
        return hasEnded;
    }

    private static async Task Decide(RunStage stage)
    {
        foreach (
            var waiting in (await stage.Ana.Run(new ListApprovals())).Items.Where(one =>
                one.State is ApprovalState.Pending
            )
        )
            await stage.Ana.Run(new DecideApproval(waiting.Id, Decision.Approve, waiting.PreviewHash));
        stage.Wake();
    }
}
