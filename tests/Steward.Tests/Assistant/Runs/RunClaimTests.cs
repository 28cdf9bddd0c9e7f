using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Steward.Assistant;
using Steward.Tasks;

namespace Steward.Tests.Assistant;

/// <summary>Whose a run is, and what becomes of one that is nobody's any more.</summary>
public sealed class RunClaimTests(TestSteward steward)
{
    [Fact]
    public async Task A_run_that_its_node_claims_again_is_worked_on_once()
    {
        await using var stage = await RunStage.Of(steward, works: false);
        var ledger = (await stage.Work()).Services.GetRequiredService<RunLedger>();
        var (never, add) = (new TaskCompletionSource(), ("add_task", """{"title": "Pay the rent"}"""));
        stage.Model.Then(Turn.Calls(add).After(never.Task), Turn.Calls(add), Turn.Text("Done."));
        var run = await stage.Begin("Add it");
        var hasEnded = 0;
        ledger.Passing = (function, isMade) =>
        {
            // As after a pause of the whole machine, between keeping and claiming.
            if (function is "assistant.keep_runs" && isMade && Interlocked.Exchange(ref hasEnded, 1) == 0)
                stage.Execute(
                    "UPDATE assistant.run SET leased_until = now() - interval '1 second' WHERE id = $1",
                    run.Id
                );
        };

        run = await stage.End(run.Id);

        Assert.Equal(RunState.Done, run.State);
        // Who began with it does not go on asking.
        await stage.Model.Idle().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(3, stage.Model.Requests.Count);
        Assert.Single((await stage.Ana.Run(new ListTasks())).Items);
        Assert.Single((await stage.Steps(run.Id)), step => step.Kind is StepKind.Call);
    }

    [Theory]
    [InlineData(4, RunState.Done, null)]
    [InlineData(5, RunState.Failed, "crashed")]
    public async Task A_run_over_which_many_servers_were_lost_is_given_up(int lost, RunState state, string? code)
    {
        await using var stage = await RunStage.Of(steward, works: false);
        stage.Model.Script = _ => Turn.Text("Done.");
        var begun = await stage.Ana.Run(new AddMessage(await stage.NewConversation(), "Do it", "steward"));
        await steward.ExecuteAsOwner(
            "UPDATE assistant.run SET state = 'Running', node = id, lost = $2, leased_until = now() - interval '1 second' WHERE id = $1",
            begun.Id,
            lost
        );
        await stage.Work();

        var run = await stage.End(begun.Id);

        Assert.Equal((state, code), (run.State, run.Code));
        Assert.Equal(state is RunState.Done ? 1 : 0, stage.Model.Requests.Count);
    }

    [Fact]
    public async Task A_conversation_that_is_deleted_takes_its_run_with_it()
    {
        await using var stage = await RunStage.Of(steward, works: false);
        var node = await stage.Work();
        var (gate, written) = (new TaskCompletionSource(), new TaskCompletionSource());
        stage.Model.Then(Turn.Calls(("add_task", """{"title": "Pay the rent"}""")).After(gate.Task));
        var conversation = await stage.NewConversation();
        var run = await stage.Begin("Add it", conversation: conversation);
        node.Services.GetRequiredService<RunLedger>().Passing = (function, isMade) =>
        {
            // It does not hear of it before it writes.
            if (function is "assistant.keep_runs")
                throw new InvalidOperationException("The lease is not renewed.");
            if (function is "assistant.add_steps" && isMade)
                written.TrySetResult();
        };

        await stage.Ana.Run(new DeleteConversation(conversation));
        gate.SetResult();
        await written.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await stage.Model.Idle();
        await stage.Stop(node);

        Assert.Empty(await steward.QueryAsOwner("SELECT id FROM assistant.run WHERE id = $1", run.Id));
        Assert.Empty(await steward.QueryAsOwner("SELECT number FROM assistant.step WHERE run_id = $1", run.Id));
        Assert.Empty((await stage.Ana.Run(new ListTasks())).Items);
        Assert.Single(stage.Model.Requests);
    }

    [Fact]
    public async Task A_call_that_is_being_made_elsewhere_is_waited_for()
    {
        await using var stage = await RunStage.Of(steward, works: false);
        var clock = new HastyTime();
        await stage.Work(clock: clock);
        var gate = new TaskCompletionSource();
        stage.Model.Then(
            Turn.Calls(("add_task", """{"title": "Pay the rent"}""")).After(gate.Task),
            Turn.Text("Done.")
        );
        var run = await stage.Begin("Add it");

        await using (await FirstCall(stage, run.Id))
        {
            gate.SetResult();
            await clock.Second.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        }
        run = await stage.End(run.Id);

        Assert.Equal(RunState.Done, run.State);
        Assert.False((await stage.Result(run.Id, "add_task")).IsError);
        Assert.Single((await stage.Ana.Run(new ListTasks())).Items);
    }

    [Fact]
    public async Task A_call_that_is_never_done_elsewhere_is_not_waited_for_without_end()
    {
        await using var stage = await RunStage.Of(steward, works: false);
        await stage.Work(clock: new HastyTime());
        var gate = new TaskCompletionSource();
        stage.Model.Then(Turn.Calls(("add_task", """{"title": "Pay the rent"}""")).After(gate.Task));
        var run = await stage.Begin("Add it");

        await using (await FirstCall(stage, run.Id))
        {
            gate.SetResult();
            run = await stage.End(run.Id);
        }

        Assert.Equal((RunState.Failed, "in_flight"), (run.State, run.Code));
        Assert.Single(stage.Model.Requests);
    }

    /// <summary>The run's first call, as another node makes it: until this is disposed of.</summary>
    private async Task<NpgsqlConnection> FirstCall(RunStage stage, Guid run)
    {
        var connection = new NpgsqlConnection(steward.OwnerConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var held = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var hold = new NpgsqlCommand(
            "SELECT pg_advisory_xact_lock(hashtextextended($1::text || $2::text || $3, 7))",
            connection,
            held
        )
        {
            Parameters =
            {
                new() { Value = stage.Ana.Tenant.Value },
                new() { Value = stage.Ana.Id.Value },
                new() { Value = $"{run:N}:1" },
            },
        };
        await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    /// <summary>Waits take a part of their time.</summary>
    private sealed class HastyTime : TimeProvider
    {
        private readonly TaskCompletionSource second = new();

        /// <summary>Somebody has begun to wait for a second.</summary>
        public Task Second => second.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == TimeSpan.FromSeconds(1))
                second.TrySetResult();
            return base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 20 : dueTime, period);
        }
    }
}
