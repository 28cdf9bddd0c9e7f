using System.Text.Json;
using System.Text.Json.Nodes;
using Steward.Tests.Rest;
using Steward.Tests.Server.Mcp;

namespace Steward.Tests.EveryOperation;

/// <summary>Wherever an id may stand, a name may, if rows of that kind have names; and it says no more than the id would.</summary>
public sealed class NamesTests(TestSteward steward, Neighbours neighbours, FallenWalls walls)
    : IClassFixture<Neighbours>,
        IClassFixture<FallenWalls>
{
    [Theory, MemberData(nameof(Operations.TakingNames), MemberType = typeof(Operations))]
    public Task Given_a_name_it_does_what_it_does_with_the_id(string operation) =>
        DoesTheSame(operation, Through(steward.Pipeline));

    [Theory, MemberData(nameof(Operations.OnRestTakingNames), MemberType = typeof(Operations))]
    public async Task Given_a_name_it_does_the_same_over_REST(string operation)
    {
        await using var host = await RestHost.Start(steward);
        await DoesTheSame(operation, (staged, json) => RestCall.Of(host, staged, json));
    }

    [Theory, MemberData(nameof(Operations.ForPeopleTakingNames), MemberType = typeof(Operations))]
    public async Task Given_a_name_it_does_the_same_over_MCP(string operation)
    {
        await using var mcp = await McpHost.Start(steward);
        await DoesTheSame(operation, (staged, json) => McpCall.Of(mcp, staged, json));
    }

    [Theory, MemberData(nameof(Operations.TakingNames), MemberType = typeof(Operations))]
    public Task A_strangers_name_is_nobodys(string operation) => FindsNothing(operation, Through(steward.Pipeline));

    [Theory, MemberData(nameof(Operations.TakingNames), MemberType = typeof(Operations))]
    public Task It_is_nobodys_without_the_repositories_wall(string operation) =>
        FindsNothing(operation, Through(walls.WithoutRepositories));

    [Theory, MemberData(nameof(Operations.TakingNames), MemberType = typeof(Operations))]
    public Task It_is_nobodys_without_the_databases_wall(string operation) =>
        FindsNothing(operation, Through(walls.WithoutRowSecurity));

    [Fact]
    public async Task With_both_walls_down_these_tests_would_notice() =>
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() =>
            FindsNothing("update_membership", Through(walls.WithoutBoth))
        );

    [Theory, MemberData(nameof(Operations.TakingNames), MemberType = typeof(Operations))]
    public async Task A_name_that_two_rows_have_is_told_with_their_ids(string operation)
    {
        var staged = await Staged.Of(steward, operation);
        var before = NamedPlace.Of(staged.Operation, staged.Json).Count;
        Assert.True(before > 0, "The sample names no row.");
        for (var place = 0; place < before; place++)
        {
            staged = await Staged.Of(steward, operation);
            var json = staged.Json;
            var named = NamedPlace.Of(staged.Operation, json)[place];
            var id = Guid.Parse(named.Text);
            await steward.Call(named.Entity, id, "THE one");
            await steward.Double(named.Entity, id, "the ONE");
            named.Text = "The One";

            var refusal = await Assert.ThrowsAsync<RefusalException>(() => staged.Run(steward.Pipeline, json));

            Assert.Equal((RefusalKind.Invalid, "ambiguous_name"), (refusal.Kind, refusal.Code));
            Assert.Contains(id.ToString(), refusal.Message);
            Assert.Equal("The One", refusal.Params["name"]);
        }
    }

    [Theory, MemberData(nameof(Operations.CommandsTakingNames), MemberType = typeof(Operations))]
    public async Task The_same_key_and_name_do_nothing_again(string operation)
    {
        var staged = await Staged.Of(steward, operation);
        var json = await Named(staged);
        var first = await Keyed(staged, json);
        var after = await Tables.Everything(steward, staged.Tenant);

        var again = await Keyed(staged, json);

        Assert.True(again.Replayed);
        Assert.Equal((first.ChangeId, Answer.Json(first.Result)), (again.ChangeId, Answer.Json(again.Result)));
        Assert.Equal(after, await Tables.Everything(steward, staged.Tenant));
        NamedPlace.Of(staged.Operation, json)[0].Text += " again";
        var other = await Assert.ThrowsAsync<RefusalException>(() => Keyed(staged, json));
        Assert.Equal("idempotency_key_reused", other.Code);
    }

    private static Ask Through(Pipeline pipeline) => (staged, json) => Answer.Of(staged.Run(pipeline, json));

    private Task<Outcome> Keyed(Staged staged, JsonObject json) =>
        steward.Pipeline.Run(
            new()
            {
                Operation = staged.Operation,
                Caller = staged.Caller.Caller,
                Input = () => staged.Operation.Parse(JsonSerializer.SerializeToUtf8Bytes(json)),
                IdempotencyKey = "the-same",
            },
            TestContext.Current.CancellationToken
        );

    private async Task DoesTheSame(string operation, Ask ask)
    {
        var staged = await Staged.Of(steward, operation);
        await Named(staged);
        var byId = Answer.Normal(await ask(staged, staged.Json));
        staged = await Staged.Of(steward, operation);
        var byName = Answer.Normal(await ask(staged, await Named(staged)));

        Assert.Equal(byId, byName);
    }

    /// <summary>The staged input with names for ids; the rows are christened for it.</summary>
    private async Task<JsonObject> Named(Staged staged)
    {
        var json = staged.Json;
        var places = NamedPlace.Of(staged.Operation, json);
        var names = places.Select(place => (place.Entity, Id: Guid.Parse(place.Text))).Distinct().ToList();
        foreach (var (number, (entity, id)) in names.Index())
            await steward.Call(entity, id, $"The one / no. {number}: 100 %");
        foreach (var place in places)
            place.Text = $"The one / no. {names.IndexOf((place.Entity, Guid.Parse(place.Text)))}: 100 %";
        return json;
    }

    private async Task FindsNothing(string operation, Ask ask)
    {
        var count = NamedPlace
            .Of(Operations.Catalogue.Find(operation)!, (await Staged.Of(steward, operation)).Json)
            .Count;
        for (var place = 0; place < count; place++)
        {
            var (input, nobodys) = await Answers(operation, place, $"Nobody {TestSteward.NewId()}", ask);
            foreach (var (_, id) in neighbours.Rows(input))
            {
                await steward.Call(input.Resource!.Entity, id, $"Stranger {id}");
                foreach (var name in (string[])[$"Stranger {id}", $"STRANGER {id}"])
                    Assert.Equal(
                        (input.Name, nobodys),
                        (input.Name, (await Answers(operation, place, name, ask)).Answer)
                    );
            }
            Assert.Contains("not_found", nobodys);
        }
    }

    private async Task<(InputInfo Input, string Answer)> Answers(string operation, int place, string name, Ask ask)
    {
        var staged = await Staged.Of(steward, operation);
        var json = staged.Json;
        var named = NamedPlace.Of(staged.Operation, json)[place];
        named.Text = name;
        return (named.Input, Answer.Normal((await ask(staged, json)).Replace(name, "(asked)")));
    }

    private delegate Task<string> Ask(Staged staged, JsonObject json);
}
