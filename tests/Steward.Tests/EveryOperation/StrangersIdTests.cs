using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Steward.Tests.Rest;
using Steward.Tests.Server.Mcp;

namespace Steward.Tests.EveryOperation;

/// <summary>
/// A stranger with an id of another tenant finds nothing: the answer is that for an id which does not exist, and nothing of the
/// other tenant changes. With both walls, and with each of them down, since each hides the loss of the other.
/// </summary>
public sealed class StrangersIdTests(TestSteward steward, Neighbours neighbours, FallenWalls walls)
    : IClassFixture<Neighbours>,
        IClassFixture<FallenWalls>
{
    [Theory, MemberData(nameof(Operations.NamingIds), MemberType = typeof(Operations))]
    public Task A_strangers_id_finds_nothing(string operation) => FindsNothing(operation, Through(steward.Pipeline));

    [Theory, MemberData(nameof(Operations.NamingIds), MemberType = typeof(Operations))]
    public Task It_finds_nothing_without_the_repositories_wall(string operation) =>
        FindsNothing(operation, Through(walls.WithoutRepositories));

    [Theory, MemberData(nameof(Operations.NamingIds), MemberType = typeof(Operations))]
    public Task It_finds_nothing_without_the_databases_wall(string operation) =>
        FindsNothing(operation, Through(walls.WithoutRowSecurity));

    [Fact]
    public async Task With_both_walls_down_these_tests_would_notice() =>
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() =>
            FindsNothing("get_task", Through(walls.WithoutBoth))
        );

    [Theory, MemberData(nameof(Operations.OnRestNamingIds), MemberType = typeof(Operations))]
    public async Task It_finds_nothing_over_REST_in_path_query_or_body(string operation)
    {
        await using var host = await RestHost.Start(steward);
        await FindsNothing(operation, (staged, json) => RestCall.Of(host, staged, json));
    }

    [Theory, MemberData(nameof(Operations.ForPeopleNamingIds), MemberType = typeof(Operations))]
    public async Task It_finds_nothing_over_MCP(string operation)
    {
        await using var mcp = await McpHost.Start(steward);
        await FindsNothing(operation, (staged, json) => McpCall.Of(mcp, staged, json));
    }

    private static Ask Through(Pipeline pipeline) => (staged, json) => Answer.Of(staged.Run(pipeline, json));

    private async Task FindsNothing(string operation, Ask ask)
    {
        var before = await neighbours.Everything();
        foreach (var place in Ids.Inputs(Operations.Catalogue.Find(operation)!))
        {
            var nobodys = await Answers(operation, place, TestSteward.NewId(), ask);
            foreach (var (table, id) in neighbours.Rows(place))
            {
                var anothers = await Answers(operation, place, id, ask);
                Assert.Equal((place.Name, table, nobodys), (place.Name, table, anothers));
            }
        }
        Assert.Equal(before, await neighbours.Everything());
    }

    private async Task<string> Answers(string operation, InputInfo place, Guid id, Ask ask)
    {
        var answers = new List<string>();
        var staged = await Staged.Of(steward, operation);
        var ways = Ids.With(staged, place, id).Count();
        for (var way = 0; way < ways; way++)
        {
            // A call that succeeds leaves another world behind it.
            staged = way == 0 ? staged : await Staged.Of(steward, operation);
            var answer = await ask(staged, Ids.With(staged, place, id).ElementAt(way));
            answers.Add(Answer.Normal(answer.Replace(id.ToString(), "(asked)").Replace(id.ToString("n"), "(asked)")));
        }
        return string.Join('\n', answers);
    }

    private delegate Task<string> Ask(Staged staged, JsonObject json);
}

/// <summary>Another tenant in which every operation has been done once, so that it has rows of every kind.</summary>
public sealed class Neighbours(TestSteward steward) : IAsyncLifetime
{
    private readonly List<(string Table, Guid Id)> rows = [];
    private World world = null!;

    public async ValueTask InitializeAsync()
    {
        world = await World.New(steward);
        foreach (var sample in Samples.All.Values)
            await sample.Make(world);
        rows.AddRange(await Tables.Ids(steward, world.Ana.Tenant));
    }

    /// <summary>What may be tried in a place: a row of the kind that it names, or one of each kind.</summary>
    internal IEnumerable<(string Table, Guid Id)> Rows(InputInfo place) =>
        place.Resource is { } resource
            ? rows.Where(row => row.Table.EndsWith("." + resource.Entity, StringComparison.Ordinal))
            : rows;

    internal Task<List<string>> Everything() => Tables.Everything(steward, world.Ana.Tenant);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Steward with its walls taken down.</summary>
public sealed class FallenWalls(TestSteward steward) : IAsyncDisposable
{
    private readonly Dictionary<(string, bool), ServiceProvider> stewards = [];

    public Pipeline WithoutRepositories => Without(steward.ServerConnectionString, repositories: false);
    public Pipeline WithoutRowSecurity => Without(steward.OwnerConnectionString, repositories: true);
    public Pipeline WithoutBoth => Without(steward.OwnerConnectionString, repositories: false);

    public async ValueTask DisposeAsync()
    {
        foreach (var one in stewards.Values)
            await one.DisposeAsync();
    }

    private Pipeline Without(string connection, bool repositories)
    {
        if (!stewards.TryGetValue((connection, repositories), out var services))
        {
            services = TestSteward.NewServices(NpgsqlDataSource.Create(connection));
            services.GetRequiredService<Walls>().Repository = repositories;
            stewards[(connection, repositories)] = services;
        }
        return services.GetRequiredService<Pipeline>();
    }
}
