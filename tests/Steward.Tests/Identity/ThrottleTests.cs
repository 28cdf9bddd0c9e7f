using Steward.Identity;

namespace Steward.Tests.Identity;

public sealed class ThrottleTests(TestSteward steward)
{
    [Fact]
    public async Task After_five_wrong_passwords_the_pauses_begin_and_grow()
    {
        var ana = await steward.SignUp();
        for (var i = 0; i < 5; i++)
            Assert.Equal("wrong_credentials", (await Guess(ana.Email)).Code);
        Assert.Equal("wrong_credentials", (await Guess(ana.Email)).Code);

        var first = await Guess(ana.Email);
        Assert.Equal((RefusalKind.TooMany, "too_many_attempts"), (first.Kind, first.Code));
        Assert.InRange(first.RetryAfter!.Value.TotalSeconds, 1, 1);

        await PauseIsOver();
        await Guess(ana.Email);
        Assert.InRange((await Guess(ana.Email)).RetryAfter!.Value.TotalSeconds, 1, 2);

        await SetFailures(100);
        await Guess(ana.Email);
        Assert.InRange((await Guess(ana.Email)).RetryAfter!.Value.TotalSeconds, 290, 300);
    }

    [Fact]
    public async Task What_is_refused_in_a_pause_does_not_prolong_it()
    {
        var email = await Blocked();
        var before = await Guess(email);
        for (var i = 0; i < 10; i++)
            Assert.Equal("too_many_attempts", (await Guess(email)).Code);
        Assert.True((await Guess(email)).RetryAfter <= before.RetryAfter);
    }

    [Fact]
    public async Task An_account_that_does_not_exist_is_throttled_like_one_that_does()
    {
        var nobody = $"nobody.{TestSteward.NewId():n}@example.org";
        for (var i = 0; i < 6; i++)
            Assert.Equal("wrong_credentials", (await Guess(nobody)).Code);
        Assert.Equal("too_many_attempts", (await Guess(nobody)).Code);
    }

    [Fact]
    public async Task Strangers_do_not_keep_a_person_out_where_she_has_signed_in_before()
    {
        var ana = await steward.SignUp();
        for (var i = 0; i < 7; i++)
            await Guess(ana.Email);

        Assert.Equal(
            "too_many_attempts",
            (await steward.NewGuest().Refused(new SignIn(ana.Email, People.Password))).Code
        );
        await ana.SignIn();
    }

    [Fact]
    public async Task A_success_forgets_the_failures_of_the_account()
    {
        var ana = await steward.SignUp();
        for (var i = 0; i < 5; i++)
            await Guess(ana.Email, ana.Guest);
        await ana.SignIn();
        for (var i = 0; i < 6; i++)
            Assert.Equal("wrong_credentials", (await Guess(ana.Email, ana.Guest)).Code);
    }

    [Fact]
    public async Task An_address_that_tries_many_accounts_is_slowed_down_too()
    {
        var eve = steward.NewGuest("203.0.113.7");
        for (var i = 0; i < 21; i++)
            Assert.Equal("wrong_credentials", (await Guess($"{i}.{TestSteward.NewId():n}@example.org", eve)).Code);
        Assert.Equal("too_many_attempts", (await Guess($"{TestSteward.NewId():n}@example.org", eve)).Code);
    }

    [Theory]
    [InlineData(null, People.Password)]
    [InlineData("Eve", "short")]
    public async Task Who_asks_with_an_invitation_which_addresses_have_no_account_is_slowed_down(
        string? name,
        string password
    )
    {
        var ana = await steward.SignUp();
        var open = await ana.Me.Run(new AddInvitation());
        var eve = steward.NewGuest();
        for (var i = 0; i < 21; i++)
        {
            var refusal = await eve.Refused(
                new AcceptInvitation(open.Token, password, $"{TestSteward.NewId():n}@example.org", name)
            );
            Assert.Equal(("invalid_input", true), (refusal.Code, refusal.AfterCommit));
        }

        Assert.Equal(
            "too_many_attempts",
            (
                await eve.Refused(
                    new AcceptInvitation(open.Token, password, $"{TestSteward.NewId():n}@example.org", name)
                )
            ).Code
        );
        Assert.Equal(
            "too_many_attempts",
            (await eve.Refused(new AcceptInvitation(open.Token, password, ana.Email, name))).Code
        );
    }

    [Fact]
    public async Task Guesses_in_parallel_gain_nothing()
    {
        var ana = await steward.SignUp();
        var refusals = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Guess(ana.Email)));
        Assert.InRange(refusals.Count(refusal => refusal.Code == "wrong_credentials"), 1, 10);
    }

    [Theory]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("::ffff:203.0.113.9", "203.0.113.9")]
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("unix", null)]
    [InlineData(null, null)]
    public void A_network_is_what_one_customer_has(string? address, string? network) =>
        Assert.Equal(network, Throttle.Network(address));

    private Task<RefusalException> Guess(string email, Member? from = null) =>
        (from ?? steward.NewGuest()).Refused(new SignIn(email, "not the password"));

    private async Task<string> Blocked()
    {
        var email = $"{TestSteward.NewId():n}@example.org";
        for (var i = 0; i < 9; i++)
        {
            await PauseIsOver();
            await Guess(email);
        }
        return email;
    }

    private Task<int> PauseIsOver() => steward.ExecuteAsOwner("UPDATE identity.throttle SET until = now()");

    private Task<int> SetFailures(int failures) =>
        steward.ExecuteAsOwner(
            "UPDATE identity.throttle SET failures = $1, until = now() WHERE key LIKE 'account:%'",
            failures
        );
}
