using Steward.Identity;
using Steward.Tasks;

namespace Steward.Tests.Identity;

public sealed class MembershipTests(TestSteward steward)
{
    [Theory]
    [InlineData(Role.Owner, Role.Owner, true)]
    [InlineData(Role.Owner, Role.Admin, true)]
    [InlineData(Role.Admin, Role.Owner, false)]
    [InlineData(Role.Admin, Role.Admin, false)]
    [InlineData(Role.Admin, Role.Member, true)]
    [InlineData(Role.Admin, Role.Viewer, true)]
    [InlineData(Role.Member, Role.Viewer, false)]
    [InlineData(Role.Viewer, Role.Viewer, false)]
    public void An_admin_gives_lower_roles_an_owner_all(Role giver, Role given, bool may) =>
        Assert.Equal(may, Membership.MayGive(giver, given));

    [Fact]
    public void A_role_that_is_the_same_is_no_change() =>
        Assert.Null(Of(Role.Admin).ChangeRole(Role.Admin, Role.Viewer, 1));

    [Fact]
    public void The_last_owner_is_neither_demoted_nor_leaves()
    {
        var ana = Of(Role.Owner);
        Assert.Equal("last_owner", Code(() => ana.ChangeRole(Role.Admin, Role.Owner, 1)));
        Assert.Equal("last_owner", Code(() => ana.Leave(ana.User, Role.Owner, 1)));

        Assert.NotNull(ana.Leave(ana.User, Role.Owner, 2));
        Assert.Equal(
            new MemberRoleChanged(ana.User, Role.Owner, Role.Admin),
            ana.ChangeRole(Role.Admin, Role.Owner, 2)
        );
    }

    [Fact]
    public void An_admin_neither_raises_somebody_to_his_own_height_nor_brings_an_equal_down()
    {
        Assert.Equal("role_too_high", Code(() => Of(Role.Member).ChangeRole(Role.Admin, Role.Admin, 1)));
        Assert.Equal("role_too_high", Code(() => Of(Role.Admin).ChangeRole(Role.Member, Role.Admin, 1)));
        Assert.Equal("role_too_high", Code(() => Of(Role.Owner).Leave(new(TestSteward.NewId()), Role.Admin, 2)));
    }

    [Fact]
    public async Task A_lost_right_counts_at_once()
    {
        var world = await World.New(steward);
        var task = await world.Ben.Run(new AddTask("Pay the rent"));

        await world.Ana.Run(new UpdateMembership(world.Ben.Id, Role.Viewer));

        Assert.Equal("missing_scope", (await world.Ben.Refused(new CompleteTask(task.Id))).Code);
        Assert.Equal(Role.Viewer, (await world.Ben.Run(new GetMe())).User.Role);
        Assert.DoesNotContain(Scopes.WriteTasks, (await world.Ben.Run(new GetMe())).Scopes);
    }

    [Fact]
    public async Task Who_is_removed_is_out_at_once_with_sessions_and_keys_and_stays_out_with_old_keys()
    {
        var world = await World.New(steward);
        var key = await world.Ben.Run(
            new AddApiKey("script", ["read:tasks"], TimeProvider.System.GetUtcNow().AddDays(1))
        );
        var program = await steward.Bearer(key.Key);
        await program.Run(new ListTasks());

        await world.Ana.Run(new RemoveMembership(world.Ben.Id));

        Assert.Equal("session_ended", (await world.Ben.Refused(new ListTasks())).Code);
        Assert.Equal("session_ended", (await program.Refused(new ListTasks())).Code);
        await steward.ExecuteAsOwner(
            "INSERT INTO identity.membership (tenant_id, id, role, email, display_name, version, created_at, updated_at) "
                + "VALUES ($1, $2, 'Member', 'ben@example.org', 'Ben', 1, now(), now())",
            world.Ana.Tenant.Value,
            world.Ben.Id.Value
        );
        Assert.Equal("session_ended", (await program.Refused(new ListTasks())).Code);
        await world.Ben.Run(new ListTasks());
    }

    [Fact]
    public async Task A_member_leaves_but_removes_nobody()
    {
        var world = await World.New(steward);
        Assert.Equal(RefusalKind.Forbidden, (await world.Ben.Refused(new RemoveMembership(world.Ana.Id))).Kind);
        Assert.Equal(RefusalKind.NotFound, (await world.Ben.Refused(new RemoveMembership(world.Bob.Id))).Kind);

        await world.Ben.Run(new RemoveMembership(world.Ben.Id));
        Assert.Equal("last_owner", (await world.Ana.Refused(new RemoveMembership(world.Ana.Id))).Code);
        Assert.Equal(
            [world.Ana.Id],
            (await world.Ana.Run(new ListMemberships())).Items.Select(member => member.UserId)
        );
    }

    [Fact]
    public async Task Two_owners_who_demote_each_other_at_once_leave_one()
    {
        for (var round = 0; round < 5; round++)
        {
            var ana = await steward.NewOwner();
            var ben = await steward.NewMember(ana.Tenant, Role.Owner, "Ben");

            await Task.WhenAll(
                Attempt(ana, new UpdateMembership(ben.Id, Role.Member)),
                Attempt(ben, new UpdateMembership(ana.Id, Role.Member))
            );

            Assert.Equal(1, await Owners(ana.Tenant));
        }
    }

    [Fact]
    public async Task Owners_who_leave_at_once_leave_one()
    {
        var ana = await steward.NewOwner();
        Member[] owners =
        [
            ana,
            await steward.NewMember(ana.Tenant, Role.Owner, "Ben"),
            await steward.NewMember(ana.Tenant, Role.Owner, "Carla"),
        ];

        await Task.WhenAll(owners.Select(owner => Attempt(owner, new RemoveMembership(owner.Id))));

        Assert.InRange(await Owners(ana.Tenant), 1, 2);
    }

    [Fact]
    public async Task The_list_goes_by_pages()
    {
        var ana = await steward.NewOwner();
        for (var i = 0; i < 4; i++)
            await steward.NewMember(ana.Tenant, Role.Member, $"Member {i}");

        var names = new List<string>();
        string? cursor = null;
        do
        {
            var page = await ana.Run(new ListMemberships(2, cursor));
            names.AddRange(page.Items.Select(member => member.DisplayName));
            cursor = page.NextCursor;
        } while (cursor is not null);

        Assert.Equal(["Ana", "Member 0", "Member 1", "Member 2", "Member 3"], names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_name_may_not_be_empty_and_a_zone_must_exist()
    {
        var world = await World.New(steward);
        Assert.Equal("/display_name", (await world.Ben.Refused(new UpdateMe(" "))).Errors[0].Pointer);
        Assert.Equal("/time_zone", (await world.Ben.Refused(new UpdateMe(TimeZone: "Mars/Olympus"))).Errors[0].Pointer);
        Assert.Null((await world.Ben.Call(new UpdateMe("Ben"))).ChangeId);
    }

    private static async Task Attempt(Member who, IOperation what)
    {
        try
        {
            await who.Call(what);
        }
        catch (RefusalException)
        {
            // Whoever comes second is refused; who that is does not matter.
        }
    }

    private async Task<int> Owners(TenantId tenant) =>
        (
            await steward.QueryAsOwner(
                "SELECT 1 FROM identity.membership WHERE tenant_id = $1 AND role = 'Owner'",
                tenant.Value
            )
        ).Count;

    private static Membership Of(Role role) => Membership.Of(new(TestSteward.NewId()), role, "x@example.org", "X");

    private static string Code(Action act) => Assert.Throws<RefusalException>(act).Code;
}
