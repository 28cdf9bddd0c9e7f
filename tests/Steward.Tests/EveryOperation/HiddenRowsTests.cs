namespace Steward.Tests.EveryOperation;

/// <summary>
/// What stands in a private project of others does not exist, for an owner of the tenant either: each operation answers as for an id
/// that nobody has, and no query tells of it.
/// </summary>
public sealed class HiddenRowsTests(HiddenRows hidden) : IClassFixture<HiddenRows>
{
    public static TheoryData<string> NamingHidden =>
        [
            .. Operations
                .Listed.Where(Operations.HasSample)
                .Where(operation => operation is { IsSystem: false, IsAnonymous: false } && Places(operation).Any())
                .Select(operation => operation.Name),
        ];

    public static TheoryData<string> Queries =>
        [
            .. Operations
                .Listed.Where(Operations.HasSample)
                .Where(operation => operation is { IsCommand: false, Scope: not null })
                .Select(operation => operation.Name),
        ];

    [Theory, MemberData(nameof(NamingHidden))]
    public async Task A_hidden_id_finds_nothing(string operation)
    {
        var before = await hidden.Everything();
        foreach (var place in Places(Operations.Catalogue.Find(operation)!))
        {
            var ids = hidden.Ids(place.Resource!.Entity);
            Assert.NotEmpty(ids);
            var nobodys = await Answers(operation, place, TestSteward.NewId());
            foreach (var id in ids)
                Assert.Equal((place.Name, nobodys), (place.Name, await Answers(operation, place, id)));
        }
        Assert.Equal(before, await hidden.Everything());
    }

    [Theory, MemberData(nameof(Queries))]
    public async Task No_query_tells_of_them(string operation)
    {
        var staged = await hidden.Stage(operation);

        var answer = Answer.Json((await staged.Run()).Result);

        Assert.DoesNotContain(hidden.All, id => answer.Contains(id.ToString()));
    }

    private static IEnumerable<InputInfo> Places(OperationInfo operation) =>
        Ids.Inputs(operation).Where(place => HiddenRows.Entities.Contains(place.Resource?.Entity));

    private async Task<string> Answers(string operation, InputInfo place, Guid id)
    {
        var answers = new List<string>();
        var staged = await hidden.Stage(operation);
        for (var way = 0; way < Ids.With(staged, place, id).Count(); way++)
        {
            var json = Ids.With(staged, place, id).ElementAt(way);
            var answer = await Answer.Of(staged.Run(hidden.Steward.Pipeline, json));
            answers.Add(Answer.Normal(answer.Replace(id.ToString(), "(asked)").Replace(id.ToString("n"), "(asked)")));
        }
        return string.Join('\n', answers);
    }
}

/// <summary>A tenant in which Ana has done everything there is to do with tasks, in private; and Cem, an owner who sees none of it.</summary>
public sealed class HiddenRows(TestSteward steward) : IAsyncLifetime
{
    private readonly Dictionary<string, List<Guid>> ids = [];
    private World world = null!;

    internal static IReadOnlyList<string?> Entities { get; } =
    ["project", "section", "task", "relation", "comment", "reminder", "view"];

    internal TestSteward Steward => steward;
    internal IEnumerable<Guid> All => ids.Values.SelectMany(some => some);

    internal IReadOnlyList<Guid> Ids(string entity) => ids[entity];

    internal async Task<Staged> Stage(string operation)
    {
        var about = Operations.Catalogue.Find(operation)!;
        var sample = Samples.Of(about.Type);
        // Names that are one of their own were given by the samples before.
        await steward.ExecuteAsOwner("DELETE FROM tasks.label WHERE tenant_id = $1", world.Ana.Tenant.Value);
        return new(world, about, sample.Caller(world), await sample.Make(world));
    }

    internal async Task<List<string>> Everything() =>
        [
            .. (await Tables.Owned(steward, world.Ana.Tenant)).Where(line =>
                All.Any(id => line.Contains($"\"id\": \"{id}\""))
            ),
        ];

    public async ValueTask InitializeAsync()
    {
        var ana = await World.New(steward);
        foreach (var sample in Samples.All.Values.Where(sample => sample.Operation.Namespace == "Steward.Tasks"))
            await sample.Make(ana);
        var tenant = ana.Ana.Tenant.Value;
        foreach (
            var sql in new[]
            {
                $"UPDATE tasks.project SET member_ids = ARRAY['{ana.Ana.Id}'::uuid], key = 'X' || upper(substr(md5(id::text), 1, 8))",
                "UPDATE tasks.task t SET number = NULL, project_id = (SELECT id FROM tasks.project p WHERE p.tenant_id = t.tenant_id LIMIT 1)",
                $"UPDATE tasks.view SET owner_id = '{ana.Ana.Id}'",
            }
        )
            await steward.ExecuteAsOwner(sql + $" WHERE tenant_id = '{tenant}'");
        foreach (var (table, id) in await AllIds(tenant))
            (ids.TryGetValue(table, out var some) ? some : ids[table] = []).Add(id);
        world = ana with
        {
            Ana = await steward.NewMember(new(tenant), Role.Owner, "Cem"),
            Ben = await steward.NewMember(new(tenant), Role.Member, "Dan"),
        };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<List<(string Table, Guid Id)>> AllIds(Guid tenant)
    {
        var found = new List<(string, Guid)>();
        foreach (var table in Entities)
            found.AddRange(
                (
                    await steward.QueryAsOwner($"SELECT id FROM tasks.{table} WHERE tenant_id = $1 LIMIT 3", tenant)
                ).Select(row => (table!, (Guid)row[0]!))
            );
        return found;
    }
}
