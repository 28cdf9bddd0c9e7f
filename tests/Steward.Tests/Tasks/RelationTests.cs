using Steward.Tasks;

namespace Steward.Tests.Tasks;

public sealed class RelationTests(TestSteward steward)
{
    internal sealed class AddSample : Sample<AddRelation>
    {
        public override async Task<AddRelation> Of(World world) =>
            new(
                (await world.Ana.Run(new AddTask("Buy paint"))).Id,
                RelationKind.Blocks,
                (await world.Ana.Run(new AddTask("Paint it"))).Id
            );
    }

    internal sealed class ListSample : Sample<ListRelations>
    {
        public override async Task<ListRelations> Of(World world) => new((await Related(world.Ana)).OtherId);
    }

    internal sealed class RemoveSample : Sample<RemoveRelation>
    {
        public override async Task<RemoveRelation> Of(World world) => new((await Related(world.Ana)).Id);
    }

    [Fact]
    public async Task Circles_are_refused_where_they_make_no_sense()
    {
        var ana = await steward.NewOwner();
        var ids = new List<Guid>();
        for (var n = 0; n < 4; n++)
            ids.Add((await ana.Run(new AddTask($"{n}"))).Id);
        foreach (var kind in new[] { RelationKind.Blocks, RelationKind.Follows })
        {
            for (var n = 1; n < 4; n++)
                await ana.Run(new AddRelation(ids[n - 1], kind, ids[n]));
            Assert.Equal("cycle", (await ana.Refused(new AddRelation(ids[3], kind, ids[0]))).Code);
            Assert.Equal("cycle", (await ana.Refused(new AddRelation(ids[1], kind, ids[0]))).Code);
            Assert.Equal("already_exists", (await ana.Refused(new AddRelation(ids[0], kind, ids[1]))).Code);
        }

        await ana.Run(new AddRelation(ids[0], RelationKind.RelatesTo, ids[1]));
        await ana.Run(new AddRelation(ids[1], RelationKind.RelatesTo, ids[0]));
        Assert.Equal("same_task", (await ana.Refused(new AddRelation(ids[0], RelationKind.Blocks, ids[0]))).Code);
        Assert.Equal(
            [
                (ids[1], RelationKind.RelatesTo),
                (ids[0], RelationKind.RelatesTo),
                (ids[0], RelationKind.Follows),
                (ids[0], RelationKind.Blocks),
            ],
            (await ana.Run(new ListRelations(ids[0]))).Items.Select(relation => (relation.TaskId, relation.Kind))
        );
    }

    [Fact]
    public async Task Two_at_once_close_no_circle()
    {
        var ana = await steward.NewOwner();
        for (var round = 0; round < 10; round++)
        {
            var (a, b) = (await ana.Run(new AddTask("a")), await ana.Run(new AddTask("b")));

            await Task.WhenAll(
                Attempt(new(a.Id, RelationKind.Blocks, b.Id)),
                Attempt(new(b.Id, RelationKind.Blocks, a.Id))
            );

            Assert.Single((await ana.Run(new ListRelations(a.Id))).Items);
        }

        async Task Attempt(AddRelation operation)
        {
            try
            {
                await ana.Run(operation);
            }
            catch (RefusalException refusal) when (refusal.Code == "cycle") { }
        }
    }

    [Fact]
    public async Task Who_does_not_see_the_other_task_does_not_see_what_it_is_to_this_one()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var secret = await ana.Run(new AddProject("Surprise party", MemberIds: []));
        var hidden = await ana.Run(new AddTask("Order the cake", ProjectId: secret.Id));
        var open = await ana.Run(new AddTask("Bake bread"));
        var relation = await ana.Run(new AddRelation(hidden.Id, RelationKind.Blocks, open.Id));

        Assert.Single((await ana.Run(new ListRelations(open.Id))).Items);
        Assert.Empty((await ben.Run(new ListRelations(open.Id))).Items);
        Assert.Equal(RefusalKind.NotFound, (await ben.Refused(new RemoveRelation(relation.Id))).Kind);
    }

    private static async Task<RelationView> Related(Member member) =>
        await member.Run(
            new AddRelation(
                (await member.Run(new AddTask("Buy paint"))).Id,
                RelationKind.Blocks,
                (await member.Run(new AddTask("Paint it"))).Id
            )
        );
}
