using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Steward.Identity;
using Steward.Tasks;
using Steward.Tests.Identity.Tokens;

namespace Steward.Tests.Identity;

public sealed class OutsideTokenTests : IDisposable
{
    private readonly TestSteward steward;
    private readonly Signer signer = Signer.Es256();
    private readonly KeySetServer server = new();
    private readonly ServiceProvider node;

    public OutsideTokenTests(TestSteward steward)
    {
        this.steward = steward;
        server.Publish(signer.Jwk);
        var options = new OutsideIssuerOptions
        {
            Issuer = "https://auth.example",
            Audience = "steward",
            KeySetUrl = new("https://auth.example/jwks"),
        };
        var time = TimeProvider.System;
        var keys = new IssuerKeys(options.KeySetUrl, server.Client, time, NullLogger<IssuerKeys>.Instance);
        node = TestSteward.NewServices(
            NpgsqlDataSource.Create(steward.ServerConnectionString),
            services => services.AddSingleton(new OutsideIssuers([new OutsideIssuer(options, keys, time)], time))
        );
    }

    public void Dispose()
    {
        node.Dispose();
        signer.Dispose();
        server.Dispose();
    }

    [Fact]
    public async Task It_stands_for_the_account_with_the_verified_address_and_is_a_session_of_hers()
    {
        var ana = await steward.SignUp(proved: true);
        var me = await Bearer(Token(ana.Email));

        Assert.Equal((ana.Id, ana.Tenant, Role.Owner), (me!.Id, me.Tenant, me.Caller.Role));
        await me.Run(new AddTask("Pay the rent"));
        var session = Assert.Single((await me.Run(new ListSessions())).Items, one => one.IsCurrent);
        Assert.InRange(
            session.ExpiresAt,
            TimeProvider.System.GetUtcNow(),
            TimeProvider.System.GetUtcNow().AddMinutes(16)
        );
    }

    [Fact]
    public async Task An_address_that_is_not_verified_or_unknown_is_nobodys()
    {
        var ana = await steward.SignUp(proved: true);
        Assert.Null(await Bearer(Token(ana.Email, verified: false)));
        Assert.Null(await Bearer(Token($"x{ana.Email}")));
        Assert.Null(await Bearer(Token("no address")));
    }

    [Fact]
    public async Task Who_signs_up_with_the_address_of_another_is_not_handed_her_identity()
    {
        var eve = await steward.SignUp("Victim");
        Assert.Equal("account_not_linked", await Refusal(eve.Email));

        var invitee = $"{TestSteward.NewId():n}@example.org";
        var invited = await eve.Me.Run(new AddInvitation(Role.Viewer, invitee));
        await steward.NewGuest().Run(new AcceptInvitation(invited.Token, People.Password, DisplayName: "Victim"));
        Assert.Equal("account_not_linked", await Refusal(invitee));
    }

    [Fact]
    public async Task An_invitation_of_the_operator_for_that_very_address_proves_it()
    {
        var ana = await steward.SignUp();
        await steward.ExecuteAsOwner("UPDATE identity.account SET is_operator = true WHERE id = $1", ana.Id.Value);
        var (bound, open) = ($"{TestSteward.NewId():n}@example.org", $"{TestSteward.NewId():n}@example.org");
        foreach (var (email, invited) in new[] { (bound, bound), (open, null) })
        {
            var invitation = await ana.Me.Run(new AddInvitation(Role.Viewer, invited));
            await steward.NewGuest().Run(new AcceptInvitation(invitation.Token, People.Password, email, "Bob"));
        }

        Assert.Equal(ana.Tenant, (await Bearer(Token(bound)))!.Tenant);
        Assert.Equal("account_not_linked", await Refusal(open));
    }

    [Fact]
    public async Task Once_linked_the_subject_counts_whatever_the_address()
    {
        var (ana, bob) = (await steward.SignUp(proved: true), await steward.SignUp("Bob", proved: true));
        var subject = TestSteward.NewId().ToString();
        await Bearer(Token(ana.Email, subject));

        Assert.Equal(ana.Id, (await Bearer(Token(bob.Email, subject)))!.Id);
        Assert.Equal(ana.Id, (await Bearer(Token("gone@example.org", subject, verified: false)))!.Id);
    }

    [Fact]
    public async Task Ending_its_session_ends_that_token_and_no_other()
    {
        var ana = await steward.SignUp(proved: true);
        var (one, other) = (Token(ana.Email, "same"), Token(ana.Email, "same", id: "2"));
        var (me, there) = ((await Bearer(one))!, (await Bearer(other))!);
        Assert.NotEqual(me.Caller.Credential, there.Caller.Credential);

        await ana.Me.Run(new EndSession(me.Caller.Credential.Id));

        Assert.Equal("session_ended", (await me.Refused(new ListTasks())).Code);
        Assert.Null(await new Authenticated(node).As(one, steward, afresh: true));
        await there.Run(new ListTasks());
    }

    [Fact]
    public async Task A_signature_of_another_is_nobody()
    {
        var ana = await steward.SignUp(proved: true);
        using var eve = Signer.Es256();
        Assert.Null(await Bearer(Token(ana.Email, by: eve)));
    }

    private Task<Member?> Bearer(string token) => new Authenticated(node).As(token, steward);

    private async Task<string> Refusal(string email) =>
        (await Assert.ThrowsAsync<RefusalException>(() => Bearer(Token(email)))).Code;

    private string Token(string email, string? subject = null, bool verified = true, string id = "1", Signer? by = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        return (by ?? signer).Sign(
            $$"""{"alg":"ES256","kid":"{{signer.Id}}"}""",
            $$"""
            {"iss":"https://auth.example","aud":"steward","sub":"{{subject
                ?? email}}","email":"{{email}}","jti":"{{id}}",
            "email_verified":{{(verified ? "true" : "false")}},"iat":{{now.ToUnixTimeSeconds()}},"exp":{{now.AddMinutes(
                    15
                ).ToUnixTimeSeconds()}}}
            """
        );
    }

    private sealed record Authenticated(ServiceProvider Node)
    {
        public async Task<Member?> As(string token, TestSteward steward, bool afresh = false)
        {
            // Another server has nothing cached.
            var authenticator = afresh
                ? new Authenticator(
                    Node.GetRequiredService<IServiceScopeFactory>(),
                    Node.GetRequiredService<SigningKeys>(),
                    Node.GetRequiredService<AccessTokens>(),
                    Node.GetRequiredService<OutsideIssuers>(),
                    TimeProvider.System
                )
                : Node.GetRequiredService<Authenticator>();
            var anonymous = Caller.Anonymous(Surface.Rest, "test", TestSteward.NewAddress(), "an app");
            var caller = await authenticator.Authenticate(token, anonymous, TestContext.Current.CancellationToken);
            return caller is null ? null : new(steward, caller);
        }
    }
}
