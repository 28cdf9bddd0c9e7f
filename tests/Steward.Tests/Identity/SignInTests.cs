using Steward.Identity;
using Steward.Tasks;

namespace Steward.Tests.Identity;

public sealed class SignInTests(TestSteward steward)
{
    [Fact]
    public async Task Who_signs_up_is_the_owner_of_a_new_tenant_and_signed_in()
    {
        var ana = await steward.SignUp();

        Assert.Equal(("Bearer", 600), (ana.SignedIn.TokenType, ana.SignedIn.ExpiresIn));
        Assert.Equal(
            (ana.Email, "Ana", Role.Owner),
            (ana.SignedIn.User.Email, ana.SignedIn.User.DisplayName, ana.SignedIn.User.Role)
        );
        Assert.Equal(("Ana's household", "Etc/UTC"), (ana.SignedIn.Tenant.Name, ana.SignedIn.Tenant.TimeZone));
        await ana.Me.Run(new AddTask("Pay the rent"));
        Assert.Equal(["user_signed_up", "user_signed_in", "task_added"], await ana.Me.Events());
    }

    [Fact]
    public async Task An_email_address_is_the_same_in_any_case_and_composition()
    {
        var name = $"Renée.{TestSteward.NewId():n}";
        var email = $"{name}@Example.org";
        await steward
            .NewGuest()
            .Run(new SignUp(email.Normalize(System.Text.NormalizationForm.FormD), People.Password, "Renée", "Home"));

        var again = await steward.NewGuest().Run(new SignIn($" {email.ToUpperInvariant()} ", People.Password));
        Assert.Equal(email.ToLowerInvariant(), again.User.Email);
        var taken = await steward.NewGuest().Refused(new SignUp(email, People.Password, "Renée", "Home"));
        Assert.Equal((RefusalKind.Conflict, "email_taken", true), (taken.Kind, taken.Code, taken.AfterCommit));
    }

    [Theory]
    [InlineData("ana", "not_an_email")]
    [InlineData("ana@", "not_an_email")]
    [InlineData("@example.org", "not_an_email")]
    [InlineData("a@b@example.org", "not_an_email")]
    [InlineData("ana maria@example.org", "not_an_email")]
    [InlineData("ana@example..org", "not_an_email")]
    [InlineData("ana@-example.org", "not_an_email")]
    [InlineData("<ana@example.org>", "not_an_email")]
    public async Task What_is_no_email_address_is_refused(string email, string code)
    {
        var refusal = await steward.NewGuest().Refused(new SignUp(email, People.Password, "Ana", "Home"));
        Assert.Equal((RefusalKind.Invalid, code), (refusal.Kind, refusal.Errors[0].Code));
    }

    [Theory]
    [InlineData("password123")]
    [InlineData("PASSWORD123")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("Eve@Example.org")]
    [InlineData("😀😀😀😀😀😀")]
    public async Task A_password_that_is_guessed_first_is_refused(string password)
    {
        var refusal = await steward.NewGuest().Refused(new SignUp("eve@example.org", password, "Eve", "Home"));
        Assert.Equal((RefusalKind.Invalid, "weak_password"), (refusal.Kind, refusal.Errors[0].Code));
    }

    [Fact]
    public async Task An_unknown_address_and_a_wrong_password_are_answered_alike()
    {
        var ana = await steward.SignUp();

        var wrong = await steward.NewGuest().Refused(new SignIn(ana.Email, "not the password"));
        var unknown = await steward.NewGuest().Refused(new SignIn($"x{ana.Email}", People.Password));

        Assert.Equal(
            (RefusalKind.Unauthenticated, "wrong_credentials", true),
            (wrong.Kind, wrong.Code, wrong.AfterCommit)
        );
        Assert.Equal(
            (wrong.Kind, wrong.Code, wrong.Message, wrong.AfterCommit),
            (unknown.Kind, unknown.Code, unknown.Message, unknown.AfterCommit)
        );
    }

    [Fact]
    public void A_password_is_hashed_also_when_there_is_no_account()
    {
        var passwords = new Passwords(1000);

        Assert.Equal(PasswordCheck.Wrong, passwords.Check(null, "anything"));
        Assert.Equal(PasswordCheck.Right, passwords.Check(passwords.Hash("geheimnis é"), "geheimnis e\u0301"));
        Assert.Equal(PasswordCheck.RightAndOutdated, new Passwords(2000).Check(passwords.Hash("geheim"), "geheim"));
    }

    [Fact]
    public void What_stands_in_for_a_missing_hash_takes_the_same_work_to_check()
    {
        const int algorithmRoundsAndSalt = 13;
        var passwords = new Passwords(1234);
        var hash = Convert.FromBase64String(passwords.Hash("geheim"));

        var decoy = Convert.FromBase64String(passwords.Decoy);

        Assert.Equal(hash.Length, decoy.Length);
        Assert.Equal(hash[..algorithmRoundsAndSalt], decoy[..algorithmRoundsAndSalt]);
    }

    [Fact]
    public async Task A_hash_of_fewer_rounds_is_renewed_at_sign_in()
    {
        var ana = await steward.SignUp();
        var old = new Passwords(10).Hash(People.Password);
        await steward.ExecuteAsOwner("UPDATE identity.account SET password_hash = $2 WHERE id = $1", ana.Id.Value, old);

        await ana.SignIn();

        var rows = await steward.QueryAsOwner("SELECT password_hash FROM identity.account WHERE id = $1", ana.Id.Value);
        Assert.NotEqual(old, rows[0][0]);
        await ana.SignIn();
    }

    [Fact]
    public async Task In_a_tenant_of_others_nobody_signs_in()
    {
        var (ana, bob) = (await steward.SignUp(), await steward.SignUp("Bob"));

        var refusal = await bob.Guest.Refused(new SignIn(bob.Email, People.Password, ana.Tenant));
        Assert.Equal(RefusalKind.NotFound, refusal.Kind);
        Assert.Equal(bob.Tenant, (await bob.SignIn(bob.Tenant)).SignedIn.Tenant.Id);
    }

    [Fact]
    public async Task A_preview_is_no_way_to_try_passwords()
    {
        var ana = await steward.SignUp();
        for (var i = 0; i < 6; i++)
            Assert.Equal("wrong_credentials", (await Previewed()).Code);
        Assert.Equal("too_many_attempts", (await Previewed()).Code);

        Task<RefusalException> Previewed() =>
            steward
                .NewGuest()
                .Refused(new SignIn(ana.Email, "not the password"), request => request with { Preview = true });
    }

    [Fact]
    public async Task For_a_browser_the_refresh_token_is_in_the_cookie_alone()
    {
        var ana = await steward.SignUp();
        var signedIn = await ana.Guest.Run(new SignIn(ana.Email, People.Password, Session: SessionKind.Cookie));
        Assert.Null(signedIn.RefreshToken);
        Assert.NotNull(signedIn.Cookie!.RefreshToken);
        Assert.DoesNotContain(
            signedIn.Cookie.RefreshToken,
            System.Text.Json.JsonSerializer.Serialize(signedIn, Wire.Json)
        );

        var next = await ana.Guest.Run(new Refresh(signedIn.Cookie.RefreshToken));
        Assert.Null(next.RefreshToken);
        Assert.NotEqual(signedIn.Cookie.RefreshToken, next.Cookie!.RefreshToken);

        Assert.Null(((ISessionCookie)await ana.Guest.Run(new SignOut(next.Cookie.RefreshToken))).Cookie!.RefreshToken);
    }
}
