using Steward.Identity;
using Steward.Tasks;

namespace Steward.Tests.Identity;

public sealed class SessionTests(TestSteward steward)
{
    [Fact]
    public async Task A_person_sees_her_sessions_and_ends_one_at_once()
    {
        var ana = await steward.SignUp();
        var (_, other) = await ana.SignIn();

        var sessions = (await ana.Me.Run(new ListSessions())).Items;
        Assert.Equal(2, sessions.Count);
        var lost = sessions.Single(session => !session.IsCurrent);
        Assert.Equal(("a browser", ana.Tenant), (lost.Client, lost.TenantId));

        await ana.Me.Run(new EndSession(lost.Id));
        Assert.Equal("session_ended", (await other.Refused(new ListTasks())).Code);
        Assert.Equal(RefusalKind.NotFound, (await ana.Me.Refused(new EndSession(lost.Id))).Kind);
        Assert.Single((await ana.Me.Run(new ListSessions())).Items);
    }

    [Fact]
    public async Task Of_a_long_name_of_a_client_whole_characters_are_kept()
    {
        var ana = await steward.SignUp();
        var name = new string('a', 199);

        await ana.Guest.As(caller => caller with { Client = name + "😀" }).Run(new SignIn(ana.Email, People.Password));

        Assert.Contains((await ana.Me.Run(new ListSessions())).Items, session => session.Client == name);
    }

    [Fact]
    public async Task Nobody_ends_a_session_of_somebody_else()
    {
        var (ana, bob) = (await steward.SignUp(), await steward.SignUp("Bob"));
        Assert.Equal(RefusalKind.NotFound, (await bob.Me.Refused(new EndSession(ana.Me.Caller.Credential.Id))).Kind);
        await ana.Me.Run(new ListTasks());
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_only()
    {
        var ana = await steward.SignUp();
        var (_, other) = await ana.SignIn();

        await ana.Me.Run(new ChangePassword(People.Password, "another long secret"));

        Assert.Equal("session_ended", (await other.Refused(new ListTasks())).Code);
        await ana.Me.Run(new ListTasks());
        await ana.Guest.Run(new Refresh(ana.SignedIn.RefreshToken!));
        Assert.Equal("wrong_credentials", (await ana.Guest.Refused(new SignIn(ana.Email, People.Password))).Code);
        await ana.Guest.Run(new SignIn(ana.Email, "another long secret"));
        Assert.Contains("password_changed", await ana.Me.Events());
    }

    [Fact]
    public async Task The_current_password_is_asked_for_and_guessing_it_is_slowed_down()
    {
        var ana = await steward.SignUp();
        Assert.Equal(
            "weak_password",
            (await ana.Me.Refused(new ChangePassword(People.Password, "password123"))).Errors[0].Code
        );
        Assert.Equal("too_short", (await ana.Me.Refused(new ChangePassword(People.Password, "short"))).Errors[0].Code);

        for (var i = 0; i < 6; i++)
        {
            var refusal = await ana.Me.Refused(new ChangePassword("not the password", "another long secret"));
            Assert.Equal(
                (RefusalKind.Forbidden, "wrong_password", true),
                (refusal.Kind, refusal.Code, refusal.AfterCommit)
            );
        }
        Assert.Equal(
            "too_many_attempts",
            (await ana.Me.Refused(new ChangePassword(People.Password, "another long secret"))).Code
        );
    }

    [Fact]
    public async Task Signing_out_with_both_tokens_ends_the_session_of_the_refresh_token()
    {
        var ana = await steward.SignUp();
        var other = await ana.Guest.Run(new SignIn(ana.Email, People.Password));

        await ana.Me.Run(new SignOut(other.RefreshToken));

        Assert.Single((await ana.Me.Run(new ListSessions())).Items);
        Assert.Contains("user_signed_out", await ana.Me.Events());
    }

    [Fact]
    public async Task Switching_gives_a_token_for_the_other_tenant_and_refreshes_follow()
    {
        var ana = await steward.SignUp();
        var company = await ana.Me.Run(new AddTenant("Ana's company", "America/Bogota"));
        Assert.Equal(("Ana's company", "America/Bogota", 1), (company.Name, company.TimeZone, company.Version));

        var there = await ana.Me.Run(new SwitchTenant(company.Id));
        Assert.Equal((company.Id, Role.Owner, null), (there.Tenant.Id, there.User.Role, there.RefreshToken));
        var me = await steward.Bearer(there.AccessToken);
        await me.Run(new AddTask("Found the company"));
        Assert.Empty((await ana.Me.Run(new ListTasks())).Items);
        Assert.Equal(["tenant_added", "task_added"], await me.Events());

        var next = await ana.Guest.Run(new Refresh(ana.SignedIn.RefreshToken!));
        Assert.Equal(company.Id, next.Tenant.Id);
        Assert.Equal(ana.Tenant, (await ana.Guest.Run(new Refresh(next.RefreshToken!, ana.Tenant))).Tenant.Id);
        Assert.Equal(
            [(ana.Tenant, true), (company.Id, false)],
            (await ana.Me.Run(new ListTenants())).Items.Select(tenant => (tenant.Id, tenant.IsCurrent))
        );
    }

    [Fact]
    public async Task Nobody_switches_to_a_tenant_of_others()
    {
        var (ana, bob) = (await steward.SignUp(), await steward.SignUp("Bob"));
        Assert.Equal(RefusalKind.NotFound, (await ana.Me.Refused(new SwitchTenant(bob.Tenant))).Kind);
        Assert.Equal(
            RefusalKind.NotFound,
            (await ana.Guest.Refused(new Refresh(ana.SignedIn.RefreshToken!, bob.Tenant))).Kind
        );
        Assert.NotNull(await ana.Guest.Run(new Refresh(ana.SignedIn.RefreshToken!)));
    }

    [Fact]
    public async Task Who_has_left_the_sessions_tenant_goes_on_in_another()
    {
        var (ana, bob) = (await steward.SignUp(), await steward.SignUp("Bob"));
        var invited = await ana.Me.Run(new AddInvitation());
        var here = await bob.Guest.Run(new AcceptInvitation(invited.Token, People.Password, bob.Email));
        await ana.Me.Run(new RemoveMembership(bob.Id));

        var next = await bob.Guest.Run(new Refresh(here.RefreshToken!));
        Assert.Equal(bob.Tenant, next.Tenant.Id);
    }

    [Fact]
    public async Task Who_is_a_member_nowhere_is_told_so()
    {
        var ana = await steward.SignUp();
        await steward.ExecuteAsOwner("DELETE FROM identity.membership WHERE id = $1", ana.Id.Value);
        Assert.Equal("no_tenant", (await ana.Guest.Refused(new SignIn(ana.Email, People.Password))).Code);
        Assert.Equal("no_tenant", (await ana.Guest.Refused(new Refresh(ana.SignedIn.RefreshToken!))).Code);
    }

    [Fact]
    public async Task The_tenant_of_the_last_session_is_the_next_ones()
    {
        var ana = await steward.SignUp();
        var company = await ana.Me.Run(new AddTenant("Ana's company"));
        await ana.Me.Run(new SwitchTenant(company.Id));
        Assert.Equal(company.Id, (await ana.SignIn()).SignedIn.Tenant.Id);
    }

    [Fact]
    public async Task A_tenant_is_renamed_and_that_is_undone()
    {
        var ana = await steward.SignUp();
        var done = await ana.Me.Call(new UpdateTenant("The whole family"));
        Assert.Equal("The whole family", (await ana.Me.Run(new GetTenant())).Name);
        Assert.Equal("/name", (await ana.Me.Refused(new UpdateTenant(" "))).Errors[0].Pointer);
        Assert.Equal("/time_zone", (await ana.Me.Refused(new UpdateTenant(TimeZone: (string?)null))).Errors[0].Pointer);

        await ana.Me.Run(new UndoChange(done.ChangeId!.Value));
        Assert.Equal("Ana's household", (await ana.Me.Run(new GetTenant())).Name);
    }
}
