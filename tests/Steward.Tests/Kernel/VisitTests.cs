namespace Steward.Tests.Kernel;

public sealed class VisitTests(TestSteward steward)
{
    [Fact]
    public async Task It_goes_forward_only()
    {
        var ana = await steward.NewOwner();
        Assert.Null((await ana.Run(new GetVisit())).SeenAt);

        var seen = (await ana.Run(new UpdateVisit())).SeenAt!.Value;
        var back = await ana.Run(new UpdateVisit(seen.AddDays(-1)));

        Assert.Equal(seen, back.SeenAt);
        Assert.Equal(seen, (await ana.Run(new GetVisit())).SeenAt);
        Assert.Empty(await ana.Changes());
    }

    [Fact]
    public async Task Nobody_has_seen_what_is_to_come()
    {
        var ana = await steward.NewOwner();

        var refusal = await ana.Refused(new UpdateVisit(TimeProvider.System.GetUtcNow().AddHours(1)));

        Assert.Equal("in_future", Assert.Single(refusal.Errors).Code);
    }

    [Fact]
    public async Task It_is_each_persons_own()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");

        await ana.Run(new UpdateVisit());

        Assert.Null((await ben.Run(new GetVisit())).SeenAt);
    }
}
