using Steward.Identity;
using Steward.Tasks;

namespace Steward.Tests.Identity;

public sealed class RefreshTests(TestSteward steward)
{
    [Fact]
    public async Task Each_refresh_gives_a_new_pair_and_the_session_goes_on()
    {
        var ana = await steward.SignUp();
        var (first, second) = (ana.SignedIn, await ana.Guest.Run(new Refresh(ana.SignedIn.RefreshToken!)));
        var third = await ana.Guest.Run(new Refresh(second.RefreshToken!));

        Assert.Equal(3, new[] { first, second, third }.Select(one => one.RefreshToken).Distinct().Count());
        var me = await steward.Bearer(third.AccessToken);
        Assert.Equal(ana.Me.Caller.Credential, me.Caller.Credential);
        Assert.Equal(["user_signed_up", "user_signed_in"], await me.Events());
    }

    [Fact]
    public async Task The_predecessor_is_honoured_for_half_a_minute_and_gives_the_same_successor()
    {
        var ana = await steward.SignUp();
        var old = ana.SignedIn.RefreshToken!;
        var at_once = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ana.Guest.Run(new Refresh(old))));

        var next = Assert.Single(at_once.Select(one => one.RefreshToken).Distinct());
        Assert.NotNull(await ana.Guest.Run(new Refresh(next!)));
    }

    [Fact]
    public async Task The_predecessor_ends_the_session_when_it_comes_later()
    {
        var ana = await steward.SignUp();
        var next = await ana.Guest.Run(new Refresh(ana.SignedIn.RefreshToken!));
        await steward.ExecuteAsOwner(
            "UPDATE identity.refresh_token SET replaced_at = now() - interval '31 seconds' WHERE replaced_at IS NOT NULL AND session_id = $1",
            ana.Me.Caller.Credential.Id
        );

        await AssertEnds(ana, ana.SignedIn.RefreshToken!, next);
    }

    [Fact]
    public async Task An_older_token_ends_the_session_at_once_and_that_is_in_the_journal()
    {
        var ana = await steward.SignUp();
        var next = await ana.Guest.Run(new Refresh(ana.SignedIn.RefreshToken!));
        next = await ana.Guest.Run(new Refresh(next.RefreshToken!));

        await AssertEnds(ana, ana.SignedIn.RefreshToken!, next);
        Assert.Equal("refresh_token_reused", (await (await ana.SignIn()).Me.Events())[2]);
    }

    [Theory]
    [InlineData("stwr_")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public async Task What_is_no_refresh_token_is_refused(string token) =>
        Assert.Equal("session_ended", (await steward.NewGuest().Refused(new Refresh(token))).Code);

    [Fact]
    public async Task An_unknown_token_is_refused() =>
        Assert.Equal(
            "session_ended",
            (await steward.NewGuest().Refused(new Refresh(SecretToken.New(SecretToken.Refresh)))).Code
        );

    [Fact]
    public async Task After_signing_out_neither_token_counts()
    {
        var ana = await steward.SignUp();
        await ana.Me.Run(new ListTasks());

        await ana.Guest.Run(new SignOut(ana.SignedIn.RefreshToken));
        Assert.Equal("session_ended", (await ana.Me.Refused(new ListTasks())).Code);
        Assert.Equal("session_ended", (await ana.Me.Refused(new AddTask("Pay the rent"))).Code);
        Assert.Equal("session_ended", (await ana.Guest.Refused(new Refresh(ana.SignedIn.RefreshToken!))).Code);

        await ana.Guest.Run(new SignOut(ana.SignedIn.RefreshToken));
        Assert.Equal(
            ["user_signed_up", "user_signed_in", "user_signed_out", "user_signed_in"],
            await (await ana.SignIn()).Me.Events()
        );
    }

    [Fact]
    public async Task The_access_token_alone_signs_out_too_and_nothing_does_not()
    {
        var ana = await steward.SignUp();
        Assert.Equal(RefusalKind.Unauthenticated, (await ana.Guest.Refused(new SignOut())).Kind);

        await ana.Me.Run(new SignOut());
        Assert.Equal("session_ended", (await ana.Me.Refused(new ListTasks())).Code);
    }

    [Fact]
    public async Task A_session_that_is_over_is_not_refreshed()
    {
        var ana = await steward.SignUp();
        await steward.ExecuteAsOwner(
            "UPDATE identity.session SET expires_at = now() WHERE id = $1",
            ana.Me.Caller.Credential.Id
        );
        Assert.Equal("session_ended", (await ana.Guest.Refused(new Refresh(ana.SignedIn.RefreshToken!))).Code);
    }

    private async Task AssertEnds(Person ana, string token, SignedIn newest)
    {
        var refusal = await ana.Guest.Refused(new Refresh(token));
        Assert.Equal(
            (RefusalKind.Unauthenticated, "refresh_token_reused", true),
            (refusal.Kind, refusal.Code, refusal.AfterCommit)
        );
        Assert.Equal("session_ended", (await ana.Guest.Refused(new Refresh(newest.RefreshToken!))).Code);
        Assert.Equal("session_ended", (await (await steward.Bearer(newest.AccessToken)).Refused(new ListTasks())).Code);
    }
}
