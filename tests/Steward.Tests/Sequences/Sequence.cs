using System.Text.Json;
using System.Text.RegularExpressions;
using Steward.Tests.EveryOperation;

namespace Steward.Tests.Sequences;

/// <summary>One random sequence of calls by three callers in two tenants, told by its seed.</summary>
internal sealed partial class Sequence(TestSteward steward, Templates templates, int seed)
{
    private readonly Random random = new(seed);
    private readonly List<string> steps = [];
    private readonly List<(Member Author, Guid Change)> changes = [];
    private readonly Dictionary<TenantId, List<(string Entity, Guid Id)>> rows = [];
    private readonly Dictionary<TenantId, HashSet<string>> told = [];

    public async Task Run()
    {
        try
        {
            await Play();
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException(
                $"Sequence {seed}:\n{string.Join('\n', steps)}\n{fault.Message}",
                fault
            );
        }
    }

    private async Task Play()
    {
        var ana = await steward.NewOwner("Ana");
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var bob = await steward.NewOwner("Bob");
        Member[] callers = [ana, random.Next(2) == 0 ? ben : ben.AsAgent("helper", TestSteward.NewId()), bob];
        foreach (
            var (tenant, members) in callers.GroupBy(c => c.Tenant).Select(g => (g.Key, g.Select(c => c.Id.Value)))
        )
            (rows[tenant], told[tenant]) = ([.. members.Select(id => ("membership", id))], []);
        var before = await Owned();

        for (var step = random.Next(4, 16); step > 0; step--)
            await Step(callers[random.Next(callers.Length)]);

        foreach (var (author, change) in Enumerable.Reverse(changes))
        {
            steps.Add($"undo {change} by {author.Id}");
            await author.Call(new UndoChange(change));
        }
        Assert.Equal(before, await Owned());
        AssertNobodySawStrangers();

        async Task<List<string>> Owned() =>
            [.. await Tables.Owned(steward, ana.Tenant), .. await Tables.Owned(steward, bob.Tenant)];
    }

    private async Task Step(Member caller)
    {
        var pool = random.Next(4) == 0 ? templates.Queries : templates.Commands;
        var template = pool[random.Next(pool.Count)];
        if (template.Fill(random, place => Id(caller, place)) is not { } input)
            return;
        steps.Add($"{caller.Id} of {caller.Tenant}: {template.Operation.Name} {input.ToJsonString()}");
        try
        {
            var outcome = await steward.Pipeline.Run(
                new()
                {
                    Operation = template.Operation,
                    Caller = caller.Caller,
                    Input = () => template.Operation.Parse(JsonSerializer.SerializeToUtf8Bytes(input)),
                },
                TestContext.Current.CancellationToken
            );
            told[caller.Tenant].UnionWith(IdText().Matches(Answer.Json(outcome.Result)).Select(match => match.Value));
            if (outcome.ChangeId is { } change)
                await Keep(caller, change);
        }
        catch (RefusalException refusal)
        {
            steps[^1] += $" -> {refusal.Code}";
        }
    }

    /// <summary>Mostly of the caller's own tenant, now and then of the other one.</summary>
    private Guid? Id(Member caller, InputInfo place)
    {
        var tenant = random.Next(6) == 0 ? rows.Keys.First(other => other != caller.Tenant) : caller.Tenant;
        var entity =
            place.Resource?.Entity ?? (place.Name.StartsWith("change_id", StringComparison.Ordinal) ? "change" : null);
        var known = rows[tenant].Where(row => row.Entity == entity).ToList();
        return known is [] ? null : known[random.Next(known.Count)].Id;
    }

    private async Task Keep(Member caller, Guid change)
    {
        changes.Add((caller, change));
        rows[caller.Tenant].Add(("change", change));
        foreach (
            var row in await steward.QueryAsOwner(
                "SELECT entity, row_id FROM kernel.change_row WHERE tenant_id = $1 AND change_id = $2",
                caller.Tenant.Value,
                change
            )
        )
            rows[caller.Tenant].Add(((string)row[0]!, (Guid)row[1]!));
    }

    private void AssertNobodySawStrangers()
    {
        foreach (var (tenant, ids) in told)
        foreach (var other in rows.Keys.Where(other => other != tenant))
            Assert.Empty(rows[other].Select(row => row.Id.ToString()).Intersect(ids));
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex IdText();
}
