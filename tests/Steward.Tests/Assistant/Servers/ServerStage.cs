using Microsoft.Extensions.DependencyInjection;
using Steward.Assistant;

namespace Steward.Tests.Assistant;

/// <summary>Ana's household on nodes that ask other servers what was asked of them.</summary>
internal sealed class ServerStage : IAsyncDisposable
{
    private readonly TestSteward steward;
    private readonly List<Node> nodes = [];

    private ServerStage(TestSteward steward, Member ana) => (this.steward, Ana) = (steward, ana);

    public Member Ana { get; }
    public OutsideLimits Limits { get; init; } = new();
    public string Folder { get; } = Directory.CreateTempSubdirectory("steward-servers-").FullName;
    public IReadOnlyList<CatalogueEntry> Catalogue { get; init; } = [];
    public string[] Allowed { get; init; } = ["127.0.0.1"];

    public static async Task<ServerStage> Of(
        TestSteward steward,
        OutsideLimits? limits = null,
        IReadOnlyList<CatalogueEntry>? catalogue = null,
        string[]? allowed = null,
        bool works = true
    )
    {
        var stage = new ServerStage(steward, await steward.NewOwner())
        {
            Limits = limits ?? new(),
            Catalogue = catalogue ?? [],
            Allowed = allowed ?? ["127.0.0.1"],
        };
        if (works)
            await stage.Work();
        return stage;
    }

    public async Task<Node> Work()
    {
        var node = Node.Of(
            steward,
            services =>
            {
                services.AddModels(new(), TestSteward.MasterKey, new OutboundHttp(Allowed));
                services.AddOutsideServers(
                    new()
                    {
                        Folder = Folder,
                        Catalogue = Catalogue,
                        Limits = Limits,
                    },
                    TestSteward.MasterKey
                );
            }
        );
        nodes.Add(node);
        node.Services.GetRequiredService<OutsideLedger>().Only = [Ana.Tenant.Value];
        await node.Services.GetRequiredService<OutsideWorker>().StartAsync(TestContext.Current.CancellationToken);
        return node;
    }

    public async Task<ServerDetails> Add(AddServer command)
    {
        await nodes[0].Run(Ana, command);
        return await Until(command.Name, server => server.State is not ServerState.New);
    }

    public async Task<ServerDetails> Refresh(string name)
    {
        var before = (await Ana.Run(new GetServer(name))).Server;
        await nodes[0].Run(Ana, new RefreshServer(name));
        return await Until(name, now => now.Version != before.Version);
    }

    public Task<ServerDetails> Until(string name, Func<ServerView, bool> holds) =>
        Eventually(() => nodes[0].Run(Ana, new GetServer(name)), now => holds(now.Server));

    public async Task<OutsideCallView> Call(string server, string tool, string arguments = "{}") =>
        await Ended((await Begin(server, tool, arguments)).Id);

    public Task<OutsideCallView> Begin(string server, string tool, string arguments) =>
        nodes[0].Run(Ana, new CallOutsideTool(server, tool, System.Text.Json.JsonElement.Parse(arguments)));

    public Task<OutsideCallView> Ended(Guid call) =>
        Eventually(() => Ana.Run(new GetOutsideCall(call)), now => now.State is not OutsideCallState.Pending);

    public void Wake()
    {
        foreach (var node in nodes)
            node.Services.GetRequiredService<Wakeup>().Jobs.Ring();
    }

    public async Task Stop()
    {
        foreach (var node in nodes)
        {
            await node.Services.GetRequiredService<OutsideWorker>().StopAsync(CancellationToken.None);
            await node.DisposeAsync();
        }
        nodes.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task<T> Eventually<T>(Func<Task<T>> look, Func<T, bool> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        Wake();
        while (true)
        {
            var now = await look();
            if (holds(now))
                return now;
            await Task.Delay(20, limit.Token);
        }
    }
}
