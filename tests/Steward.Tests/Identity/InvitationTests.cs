using Steward.Identity;

namespace Steward.Tests.Identity;

public sealed class InvitationTests(TestSteward steward)
{
    [Fact]
    public async Task A_new_person_comes_in_with_the_role_of_the_invitation()
    {
        var ana = await steward.SignUp();
        var invited = await ana.Me.Run(new AddInvitation(Role.Viewer));
        var email = NewEmail();

        var carla = await steward.NewGuest().Run(new AcceptInvitation(invited.Token, People.Password, email, "Carla"));

        Assert.Equal(
            (email, "Carla", Role.Viewer, ana.Tenant),
            (carla.User.Email, carla.User.DisplayName, carla.User.Role, carla.Tenant.Id)
        );
        Assert.Empty((await ana.Me.Run(new ListInvitations())).Items);
        Assert.Equal(["invitation_accepted", "user_signed_up", "user_signed_in"], (await ana.Me.Events())[^3..]);
        Assert.Equal(ana.Tenant, (await steward.NewGuest().Run(new SignIn(email, People.Password))).Tenant.Id);
    }

    [Fact]
    public async Task Who_has_an_account_comes_in_with_its_password_and_may_switch()
    {
        var (ana, bob) = (await steward.SignUp(), await steward.SignUp("Bob"));
        var invited = await ana.Me.Run(new AddInvitation(Role.Member, bob.Email.ToUpperInvariant()));

        var wrong = await bob.Guest.Refused(new AcceptInvitation(invited.Token, "not the password"));
        Assert.Equal(("wrong_credentials", true), (wrong.Code, wrong.AfterCommit));
        var here = await bob.Guest.Run(new AcceptInvitation(invited.Token, People.Password));

        Assert.Equal((bob.Id, "Bob", ana.Tenant), (here.User.Id, here.User.DisplayName, here.Tenant.Id));
        Assert.Equal([bob.Tenant, ana.Tenant], (await bob.Me.Run(new ListTenants())).Items.Select(tenant => tenant.Id));
    }

    [Fact]
    public async Task It_is_used_once_also_at_the_same_time()
    {
        var ana = await steward.SignUp();
        var invited = await ana.Me.Run(new AddInvitation());

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async _ =>
                {
                    try
                    {
                        await steward
                            .NewGuest()
                            .Run(new AcceptInvitation(invited.Token, People.Password, NewEmail(), "Carla"));
                        return "accepted";
                    }
                    catch (RefusalException refusal)
                    {
                        return refusal.Code;
                    }
                })
        );

        Assert.Equal(1, answers.Count(answer => answer == "accepted"));
        Assert.Equal(3, answers.Count(answer => answer is "invitation_over" or "changed_meanwhile"));
        Assert.Equal(
            "invitation_over",
            await Refusal(new AcceptInvitation(invited.Token, People.Password, NewEmail(), "Carla"))
        );
    }

    [Fact]
    public async Task One_that_is_expired_withdrawn_or_made_up_is_answered_alike()
    {
        var ana = await steward.SignUp();
        var (old, withdrawn) = (await ana.Me.Run(new AddInvitation()), await ana.Me.Run(new AddInvitation()));
        await steward.ExecuteAsOwner(
            "UPDATE identity.invitation SET expires_at = now() WHERE id = $1",
            old.Invitation.Id
        );
        await ana.Me.Run(new RevokeInvitation(withdrawn.Invitation.Id));
        Assert.Null((await ana.Me.Call(new RevokeInvitation(withdrawn.Invitation.Id))).ChangeId);

        foreach (
            var token in new[]
            {
                old.Token,
                withdrawn.Token,
                SecretToken.New(SecretToken.Invitation),
                "stwi_x",
                ana.SignedIn.RefreshToken!,
            }
        )
            Assert.Equal(
                "invitation_over",
                await Refusal(new AcceptInvitation(token, People.Password, NewEmail(), "Eve"))
            );
    }

    [Fact]
    public async Task What_the_inviter_may_give_no_longer_the_invitation_does_not_give()
    {
        var ana = await steward.SignUp();
        var ben = await steward.NewMember(ana.Tenant, Role.Owner, "Ben");
        var invited = await ben.Run(new AddInvitation(Role.Owner));

        await ana.Me.Run(new UpdateMembership(ben.Id, Role.Admin));
        Assert.Equal(
            "invitation_over",
            await Refusal(new AcceptInvitation(invited.Token, People.Password, NewEmail(), "Ben again"))
        );

        await ana.Me.Run(new RemoveMembership(ben.Id));
        Assert.Equal(
            "invitation_over",
            await Refusal(new AcceptInvitation(invited.Token, People.Password, NewEmail(), "Ben again"))
        );
    }

    [Fact]
    public async Task It_is_for_its_address_only_and_not_for_members()
    {
        var (ana, bob) = (await steward.SignUp(), await steward.SignUp("Bob"));
        var (bound, open) = (
            await ana.Me.Run(new AddInvitation(Email: NewEmail())),
            await ana.Me.Run(new AddInvitation())
        );

        Assert.Equal("other_email", await Refusal(new AcceptInvitation(bound.Token, People.Password, bob.Email)));
        Assert.Equal("already_member", await Refusal(new AcceptInvitation(open.Token, People.Password, ana.Email)));
        Assert.Equal("already_member", (await ana.Me.Refused(new AddInvitation(Email: ana.Email))).Code);
        Assert.Equal("invalid_input", await Refusal(new AcceptInvitation(open.Token, People.Password)));
        Assert.Equal("invalid_input", await Refusal(new AcceptInvitation(open.Token, People.Password, NewEmail())));
        Assert.Equal("invalid_input", await Refusal(new AcceptInvitation(open.Token, "short", NewEmail(), "Carla")));
    }

    [Fact]
    public async Task An_admin_invites_members_only_and_a_member_nobody()
    {
        var ana = await steward.NewOwner();
        var admin = await steward.NewMember(ana.Tenant, Role.Admin, "Adam");
        var member = await steward.NewMember(ana.Tenant, Role.Member, "Mia");

        await admin.Run(new AddInvitation(Role.Member));
        Assert.Equal("role_too_high", (await admin.Refused(new AddInvitation(Role.Admin))).Code);
        Assert.Equal("missing_scope", (await member.Refused(new AddInvitation(Role.Viewer))).Code);
        var owners = await ana.Run(new AddInvitation(Role.Owner));
        Assert.Equal("not_allowed", (await admin.Refused(new RevokeInvitation(owners.Invitation.Id))).Code);
    }

    private async Task<string> Refusal(AcceptInvitation operation) =>
        (await steward.NewGuest().Refused(operation)).Code;

    private static string NewEmail() => $"{TestSteward.NewId():n}@example.org";
}
