using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Steward.Assistant;

namespace Steward.Tests.Assistant;

/// <summary>Who works on a run, and when: the node that stored it at once, else whoever has a place.</summary>
public sealed class RunStartTests(TestSteward steward)
{
    [Fact]
    public async Task A_message_is_worked_on_at_once_by_the_node_that_stored_it()
    {
        await using var stage = await RunStage.Of(steward, works: false);
        stage.Model.Script = _ => Turn.Text("Done.");
        var node = await stage.Work();
        var entries = new List<string>();
        node.Services.GetRequiredService<RunLedger>().Passing = (function, isMade) =>
        {
            lock (entries)
                if (!isMade && function is not ("assistant.claim_runs" or "assistant.keep_runs"))
                    entries.Add(function);
        };

        var run = await node.Run(stage.Ana, new AddMessage(await stage.NewConversation(), "Do it", "steward"));

        Assert.Equal(RunState.Done, (await stage.End(run.Id)).State);
        // What it begins with has come along with the commit, and all it has to note goes together.
        Assert.Equal(["assistant.leave_run"], entries);
    }

    [Fact]
    public async Task What_is_said_next_in_a_conversation_is_worked_on_when_the_first_has_ended()
    {
        await using var stage = await RunStage.Of(steward, works: false);
        stage.Model.Script = _ => Turn.Text("Done.");
        var (node, conversation) = (await stage.Work(), await stage.NewConversation());

        var first = await node.Run(stage.Ana, new AddMessage(conversation, "One", "steward"));
        var second = await node.Run(stage.Ana, new AddMessage(conversation, "Two", "steward"));

        var (one, two) = (await stage.End(first.Id), await stage.End(second.Id));
        Assert.True(two.StartedAt >= one.EndedAt);
        Assert.Contains("Done.", stage.Model.Requests[^1].Body.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_runs_work_at_once_than_the_tenant_allows_however_many_messages_come_together()
    {
        await using var stage = await RunStage.Of(steward, works: false);
        stage.Model.Script = _ => Turn.Text("Done.");
        await stage.Ana.Run(new UpdateRunLimits(RunsAtOnce: 1));
        var node = await stage.Work();
        var conversations = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => stage.NewConversation()));

        var runs = await Task.WhenAll(
            conversations.Select(one => node.Run(stage.Ana, new AddMessage(one, "Do it", "steward")))
        );

        var ended = new List<RunView>();
        foreach (var run in runs)
            ended.Add(await stage.End(run.Id));
        ended.Sort((one, other) => Nullable.Compare(one.StartedAt, other.StartedAt));
        Assert.All(ended, run => Assert.Equal(RunState.Done, run.State));
        Assert.All(ended.Zip(ended.Skip(1)), pair => Assert.True(pair.Second.StartedAt >= pair.First.EndedAt));
    }

    [Fact]
    public async Task Nothing_is_taken_up_while_it_is_not_known_how_many_of_the_tenant_work()
    {
        await using var stage = await RunStage.Of(steward, works: false);
        await using var node = Node.Of(steward);
        var ledger = node.Services.GetRequiredService<RunLedger>();
        ledger.Only = [stage.Ana.Tenant.Value];
        var run = await stage.Ana.Run(new AddMessage(await stage.NewConversation(), "Do it", "steward"));
        var ct = TestContext.Current.CancellationToken;
        await using var connection = new NpgsqlConnection(steward.OwnerConnectionString);
        await connection.OpenAsync(ct);
        await using (await connection.BeginTransactionAsync(ct))
        {
            // As whoever stores a message of the tenant's, until it is committed.
            await using var store = new NpgsqlCommand(
                "SELECT pg_advisory_xact_lock(hashtextextended('runs of ' || $1::uuid, 0))",
                connection
            )
            {
                Parameters = { new() { Value = stage.Ana.Tenant.Value } },
            };
            await store.ExecuteNonQueryAsync(ct);
            Assert.Empty(await ledger.Claim(1, ct));
        }

        Assert.Equal(run.Id, Assert.Single(await ledger.Claim(1, ct)).Id);
    }

    [Fact]
    public async Task A_models_key_that_was_removed_is_not_used_in_the_next_turn()
    {
        await using var stage = await RunStage.Of(steward);
        var own = await stage.Ana.Run(
            new AddModelProvider(
                "own",
                ModelKind.Openai,
                $"{stage.Model.Url}",
                "scripted-1",
                Key: "sk-own-secret-0123456789"
            )
        );
        var gate = new TaskCompletionSource();
        stage.Model.Then(
            Turn.Calls(("add_task", """{"title": "Pay the rent"}""")).After(gate.Task),
            Turn.Text("Done.")
        );

        var run = await stage.Begin("Add it");
        await stage.Ana.Run(new RemoveModelProvider(own.Id!.Value));
        gate.SetResult();
        await stage.End(run.Id);

        Assert.Equal(["Bearer sk-own-secret-0123456789", null], stage.Model.Requests.Select(one => one.Key));
    }

    [Fact]
    public async Task A_tenant_with_many_runs_leaves_a_nodes_last_places_to_others()
    {
        var (ana, bob) = (await steward.NewOwner(), await steward.NewOwner());
        await ana.Run(new UpdateRunLimits(RunsAtOnce: 1000));
        for (var n = 0; n < RunLedger.Few + 4; n++)
            await ana.Run(new AddMessage((await ana.Run(new AddConversation())).Id, "Do it", "steward"));
        await bob.Run(new AddMessage((await bob.Run(new AddConversation())).Id, "Do it", "steward"));
        await using var node = Node.Of(steward);
        var ledger = node.Services.GetRequiredService<RunLedger>();
        ledger.Only = [ana.Tenant.Value, bob.Tenant.Value];

        var claimed = await ledger.Claim(RunLedger.LastPlaces, TestContext.Current.CancellationToken);
        var again = await ledger.Claim(RunLedger.LastPlaces - claimed.Count, TestContext.Current.CancellationToken);
        var more = await ledger.Claim(RunLedger.LastPlaces + 2, TestContext.Current.CancellationToken);

        Assert.Equal(RunLedger.Few, claimed.Count(run => run.Tenant == ana.Tenant));
        Assert.Single(claimed, run => run.Tenant == bob.Tenant);
        Assert.Empty(again);
        Assert.Equal(2, more.Count);
    }

    [Fact]
    public async Task What_others_do_for_a_run_that_has_failed_is_stopped()
    {
        await using var stage = await RunStage.Of(steward, works: false);
        await using var node = Node.Of(steward);
        var ledger = node.Services.GetRequiredService<RunLedger>();
        ledger.Only = [stage.Ana.Tenant.Value];
        var run = await stage.Ana.Run(new AddMessage(await stage.NewConversation(), "Do it", "steward"));
        var ct = TestContext.Current.CancellationToken;
        var parent = Assert.Single(await ledger.Claim(1, ct));
        var (child, grandchild) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await ledger.AddChild(parent, parent with { Id = child, Agent = "planner", Said = "Plan it." }, ct);
        var second = Assert.Single(await ledger.Claim(1, ct));
        await ledger.AddChild(second, second with { Id = grandchild, Agent = "planner", Said = "Plan it." }, ct);

        await ledger.Leave(parent, "steward", 1, [], RunEnd.Failed("time_limit", "It took too long."), ct);

        var open = await steward.QueryAsOwner(
            "SELECT is_cancelled FROM assistant.run WHERE root_id = $1 AND depth > 0",
            run.Id
        );
        Assert.Equal([true, true], open.Select(row => (bool)row[0]!));
    }

    [Fact]
    public async Task What_a_model_has_taken_counts_with_its_answer_or_not_at_all()
    {
        await using var stage = await RunStage.Of(steward, works: false);
        await using var node = Node.Of(steward);
        var ledger = node.Services.GetRequiredService<RunLedger>();
        ledger.Only = [stage.Ana.Tenant.Value];
        await stage.Ana.Run(new AddMessage(await stage.NewConversation(), "Do it", "steward"));
        var ct = TestContext.Current.CancellationToken;
        var run = Assert.Single(await ledger.Claim(1, ct));
        StepView[] steps =
        [
            new(1, StepKind.Text, default, Text: "Done."),
            new(2, StepKind.Usage, default, Model: "m", InputTokens: 3, OutputTokens: 4, Cost: 5),
        ];

        await ledger.Add(run, "steward", 1, steps, ct);
        // The same again, as by a node that does not know that it was stored.
        await Assert.ThrowsAnyAsync<Exception>(() => ledger.Add(run, "steward", 1, steps, ct));

        var usage = Assert.Single((await stage.Ana.Run(new ListUsage())).Items);
        Assert.Equal((1, 3, 4, 5), (usage.Turns, usage.InputTokens, usage.OutputTokens, usage.Cost));
    }
}
