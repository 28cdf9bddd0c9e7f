using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Steward.Assistant;

namespace Steward.Tests.Assistant;

/// <summary>What nodes do for many at once: nobody's work is lost, held up or done against what was decided meanwhile.</summary>
public sealed class OutsideWorkTests(TestSteward steward)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_at_once_ask_for_the_tools_once_and_what_is_as_ever_is_not_noted_again()
    {
        await using var server = await ScriptedServer.Start();
        await using var stage = await ServerStage.Of(steward);
        await stage.Add(new AddServer("notes", Url: server.Url));
        await stage.Stop();
        var changes = await stage.Ana.Changes();
        List<Guid> calls = [];
        for (var call = 0; call < 4; call++)
            calls.Add((await stage.Ana.Run(new CallOutsideTool("notes", "echo"))).Id);

        await stage.Work();
        foreach (var call in calls)
            Assert.Equal(OutsideCallState.Done, (await stage.Ended(call)).State);

        Assert.Equal(2, server.Listings);
        // Each call is asked for and ends.
        Assert.Equal(changes.Count + 8, (await stage.Ana.Changes()).Count);
    }

    [Fact]
    public async Task What_cannot_be_noted_before_a_call_keeps_it_from_being_sent()
    {
        await using var server = await ScriptedServer.Start();
        await using var node = Node.Of(steward);
        var (opened, call) = await Opened(server);
        var servers = node.Services.GetRequiredService<OutsideServers>();

        var fault = await Assert.ThrowsAsync<OutsideFault>(() =>
            servers.Call(
                opened,
                call,
                _ => throw RefusalException.Conflict("changed_meanwhile", "Others are changing this."),
                () => Task.CompletedTask,
                Ct
            )
        );

        Assert.True(fault.IsUnsent);
        Assert.Empty(server.Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_switched_off_while_a_call_waited_is_not_sent(bool isServer)
    {
        await using var server = await ScriptedServer.Start();
        await using var stage = await ServerStage.Of(steward, new() { AtOnce = 1 });
        await stage.Add(new AddServer("notes", Url: server.Url));
        var free = new TaskCompletionSource();
        server.Answer = async (_, _) =>
        {
            await free.Task;
            return "Done.";
        };
        var (first, second) = await Two(stage, server);

        if (isServer)
            await stage.Ana.Run(new UpdateServer("notes", IsEnabled: false));
        else
            await stage.Ana.Run(new UpdateServerTool("notes", "send", IsAllowed: false));
        free.SetResult();

        Assert.Equal(OutsideCallState.Done, (await stage.Ended(first)).State);
        var ended = await stage.Ended(second);
        Assert.Equal((OutsideCallState.Failed, null), (ended.State, ended.Result));
        Assert.Contains("Nothing was sent", ended.Problem);
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task What_waits_when_Steward_stops_is_known_not_to_have_been_sent()
    {
        await using var server = await ScriptedServer.Start();
        await using var stage = await ServerStage.Of(steward, new() { AtOnce = 1 });
        await stage.Add(new AddServer("notes", Url: server.Url));
        server.Answer = async (http, _) =>
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return null;
        };
        var (first, second) = await Two(stage, server);

        await stage.Stop();

        var (sent, waited) = (await stage.Ended(first), await stage.Ended(second));
        Assert.Equal((OutsideCallState.Unknown, OutsideCallState.Failed), (sent.State, waited.State));
        Assert.Contains("was stopped", waited.Problem);
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task A_connection_is_not_closed_while_somebody_talks_over_it()
    {
        await using var server = await ScriptedServer.Start();
        await using var node = Node.Of(steward);
        await using var endpoint = new ServerEndpoint(
            (await Opened(server)).Server,
            node.Services.GetRequiredService<ServerConnections>(),
            new(),
            TimeProvider.System,
            NullLogger.Instance
        );
        var (talks, free) = (new TaskCompletionSource(), new TaskCompletionSource());
        var talk = endpoint.Use(
            async (connection, _) =>
            {
                talks.SetResult();
                await free.Task;
                return connection.IsOpen;
            },
            Ct
        );
        await talks.Task.WaitAsync(Ct);

        await endpoint.CloseIfIdle();
        free.SetResult();

        Assert.True(await talk);
        Assert.True(endpoint.IsConnected);
        await endpoint.CloseIfIdle();
        Assert.False(endpoint.IsConnected);
    }

    [Fact]
    public async Task A_connection_that_another_has_replaced_ends_with_its_last_call()
    {
        await using var server = await ScriptedServer.Start();
        var (free, left) = (new TaskCompletionSource(), new TaskCompletionSource());
        server.Session = "1";
        server.Leaving = _ =>
        {
            left.TrySetResult();
            return Task.CompletedTask;
        };
        server.Answer = async (_, _) =>
        {
            await free.Task;
            return "Done.";
        };
        await using var stage = await ServerStage.Of(steward);
        await stage.Add(new AddServer("notes", Url: server.Url));
        var call = await stage.Begin("notes", "send", "{}");
        await Claimed(stage, 1);
        await Eventually(() => Task.FromResult(server.Calls.Count == 1));
        var listings = server.Listings;

        await stage.Ana.Run(new UpdateServer("notes", Secret: "Bearer other"));
        stage.Wake();
        await Eventually(() => Task.FromResult(server.Listings > listings));
        Assert.False(left.Task.IsCompleted);
        free.SetResult();

        Assert.Equal(OutsideCallState.Done, (await stage.Ended(call.Id)).State);
        await left.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
    }

    [Fact]
    public async Task A_node_does_little_of_one_tenant_at_once_so_that_others_have_their_turn()
    {
        await using var node = Node.Of(steward);
        var ledger = node.Services.GetRequiredService<OutsideLedger>();
        var (ana, bob) = (await steward.NewOwner(), await steward.NewOwner("Bob"));
        ledger.Only = [ana.Tenant.Value, bob.Tenant.Value];
        var calls = await Calls(ana, OutsideLedger.MostOfTenant + 3);
        await Calls(bob, 2);

        var claimed = await ledger.Claim(64, Ct);
        var further = await ledger.Claim(64, Ct);
        var system = ana.As(caller => Caller.System(caller.Tenant, "test"));
        await system.Run(new RecordOutsideCall(calls[0], OutsideCallState.Done, "Done.", null));
        var next = await ledger.Claim(64, Ct);

        Assert.Equal(OutsideLedger.MostOfTenant, claimed.Count(work => work.Tenant == ana.Tenant));
        Assert.Equal(2, claimed.Count(work => work.Tenant == bob.Tenant));
        Assert.Empty(further);
        Assert.Equal(calls[OutsideLedger.MostOfTenant], Assert.Single(next).Id);
    }

    [Fact]
    public async Task A_call_may_have_the_id_of_its_server()
    {
        await using var server = await ScriptedServer.Start();
        await using var stage = await ServerStage.Of(steward);
        var known = await stage.Add(new AddServer("notes", Url: server.Url));
        await stage.Stop();
        await stage.Ana.Run(new RefreshServer("notes"));
        await stage.Ana.Run(new CallOutsideTool("notes", "echo", Id: known.Server.Id));

        await stage.Work();

        Assert.Equal(OutsideCallState.Done, (await stage.Ended(known.Server.Id)).State);
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task The_outcome_of_a_call_is_told_to_its_own_person()
    {
        var ana = await steward.NewOwner();
        var call = (await Calls(ana, 1))[0];

        var own = await Outcome(ana.Id);
        var others = await Outcome(new(TestSteward.NewId()));

        Assert.Equal("Pending", Assert.Single(own)[0]);
        Assert.Empty(others);

        Task<List<object?[]>> Outcome(UserId user) =>
            steward.QueryAsOwner(
                "SELECT state FROM assistant.outcome_of($1, $2, $3)",
                ana.Tenant.Value,
                user.Value,
                call
            );
    }

    /// <summary>A call that is being made, and another that waits for its turn.</summary>
    private static async Task<(Guid First, Guid Second)> Two(ServerStage stage, ScriptedServer server)
    {
        var first = await stage.Begin("notes", "send", "{}");
        await Claimed(stage, 1);
        await Eventually(() => Task.FromResult(server.Calls.Count == 1));
        var second = await stage.Begin("notes", "send", "{}");
        await Claimed(stage, 2);
        return (first.Id, second.Id);
    }

    private static Task Claimed(ServerStage stage, int most) =>
        Eventually(async () =>
        {
            stage.Wake();
            return (
                    await stage.Ana.Steward.QueryAsOwner(
                        "SELECT id FROM assistant.outside_work WHERE tenant_id = $1 AND node IS NOT NULL",
                        stage.Ana.Tenant.Value
                    )
                ).Count == most;
        });

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await holds())
            await Task.Delay(20, limit.Token);
    }

    private static async Task<List<Guid>> Calls(Member member, int number)
    {
        var server = await member.Run(new AddServer("notes", Url: "https://mcp.example/mcp"));
        await Known(member, server);
        List<Guid> calls = [];
        for (var call = 0; call < number; call++)
            calls.Add((await member.Run(new CallOutsideTool("notes", "echo"))).Id);
        return calls;
    }

    private static async Task Known(Member member, ServerView server)
    {
        var system = member.As(caller => Caller.System(caller.Tenant, "test"));
        await system.Run(new RecordServerTools(server.Id, server.Number, [ServerSamples.Echo]));
    }

    private async Task<(OpenedServer Server, OpenedCall Call)> Opened(ScriptedServer server)
    {
        var ana = await steward.NewOwner();
        var added = await ana.Run(new AddServer("notes", Url: server.Url));
        var system = ana.As(caller => Caller.System(caller.Tenant, "test"));
        var opened = await system.Run(new OpenServer(added.Id));
        return (opened, new(TestSteward.NewId(), "echo", "", "{}", TimeProvider.System.GetUtcNow(), opened, null));
    }
}
