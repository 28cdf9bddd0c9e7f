using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Steward.Assistant;
using Steward.Server.Mcp;

namespace Steward.Tests.Assistant;

/// <summary>Ana's household on a node of its own that works on its runs only, with a scripted model.</summary>
internal sealed class RunStage : IAsyncDisposable
{
    private readonly TestSteward steward;
    private readonly List<Node> nodes = [];

    private RunStage(TestSteward steward, Member ana, ScriptedModel model)
    {
        this.steward = steward;
        Ana = ana;
        Model = model;
    }

    public Member Ana { get; }
    public ScriptedModel Model { get; }

    public static async Task<RunStage> Of(TestSteward steward, bool works = true)
    {
        var stage = new RunStage(steward, await steward.NewOwner(), await ScriptedModel.Start());
        if (works)
            await stage.Work();
        return stage;
    }

    /// <summary>Another node begins to work.</summary>
    public async Task<Node> Work(bool hasModel = true, TimeProvider? clock = null)
    {
        var node = Node.Of(
            steward,
            services =>
            {
                services.AddMcp();
                if (clock is not null)
                    services.AddSingleton(clock);
                services.AddModels(
                    new()
                    {
                        Providers = hasModel
                            ? [new("scripted", ModelKind.Openai, Model.Url, "scripted-1") { AtOnce = 64 }]
                            : [],
                        Limits = new() { Pause = TimeSpan.FromMilliseconds(1) },
                    },
                    TestSteward.MasterKey,
                    new OutboundHttp(["127.0.0.1"])
                );
            }
        );
        nodes.Add(node);
        node.Services.GetRequiredService<RunLedger>().Only = [Ana.Tenant.Value];
        node.Services.GetRequiredService<OutsideLedger>().Only = [Ana.Tenant.Value];
        await node.Services.GetRequiredService<RunWorker>().StartAsync(TestContext.Current.CancellationToken);
        await node.Services.GetRequiredService<OutsideWorker>().StartAsync(TestContext.Current.CancellationToken);
        return node;
    }

    /// <summary>Says it, and waits until the model is asked so often.</summary>
    public async Task<RunView> Begin(string text, int asked = 1, Guid? conversation = null)
    {
        var run = await Ana.Run(new AddMessage(conversation ?? await NewConversation(), text, "steward"));
        Wake();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (Model.Requests.Count < asked)
            await Task.Delay(10, limit.Token);
        return run;
    }

    /// <summary>As the owner, at once, from within a node's entry.</summary>
    public void Execute(string sql, params object[] values)
    {
        using var connection = new NpgsqlConnection(steward.OwnerConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        command.ExecuteNonQuery();
    }

    public async Task<Guid> NewConversation() => (await Ana.Run(new AddConversation())).Id;

    /// <summary>Says it to the agent and waits for the end, or until the run waits for a person.</summary>
    public async Task<RunView> Say(
        string text,
        string? agent = "steward",
        Guid? conversation = null,
        Guid[]? selection = null
    )
    {
        var run = await Ana.Run(new AddMessage(conversation ?? await NewConversation(), text, agent, selection));
        return await End(run.Id);
    }

    public async Task<RunView> End(Guid run, bool alsoWaiting = true)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        Wake();
        while (true)
        {
            var now = await Ana.Run(new GetRun(run));
            if (now.State is RunState.Done or RunState.Failed or RunState.Cancelled)
                return now;
            // It may wait for another agent as well, and that is its own matter.
            if (now.State is RunState.Waiting && alsoWaiting && await WaitsForPerson(run))
                return now;
            await Task.Delay(10, limit.Token);
        }
    }

    private async Task<bool> WaitsForPerson(Guid run) =>
        (await Ana.Run(new ListApprovals())).Items.Any(one => one.State is ApprovalState.Pending && one.RunId == run);

    /// <summary>The members' calls go through another node; these would hear of it only by looking.</summary>
    public void Wake()
    {
        foreach (var node in nodes)
            node.Services.GetRequiredService<Wakeup>().Jobs.Ring();
    }

    public async Task<IReadOnlyList<StepView>> Steps(Guid run) => (await Ana.Run(new ListSteps(run))).Items;

    public async Task<StepView> Result(Guid run, string tool)
    {
        var steps = await Steps(run);
        var call = steps.Single(step => step.Kind is StepKind.Call && step.Tool == tool);
        return steps.Single(step => step.Kind is StepKind.Result && step.CallId == call.CallId);
    }

    public async Task Stop(Node node)
    {
        nodes.Remove(node);
        await node.Services.GetRequiredService<RunWorker>().StopAsync(CancellationToken.None);
        await node.Services.GetRequiredService<OutsideWorker>().StopAsync(CancellationToken.None);
        await node.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes.ToList())
            await Stop(node);
        await Model.DisposeAsync();
    }
}
