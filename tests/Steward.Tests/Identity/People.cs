using Microsoft.Extensions.DependencyInjection;
using Steward.Identity;

namespace Steward.Tests.Identity;

/// <summary>People with accounts, who come through sign-up and not by the tests' back door.</summary>
internal static class People
{
    public const string Password = "a long enough secret";

    extension(Member member)
    {
        /// <summary>An account for a member whom the tests' back door has made; answers with its e-mail address.</summary>
        public async Task<string> GiveAccount()
        {
            var email = $"{member.Id}@example.org";
            await member.Steward.ExecuteAsOwner(
                "INSERT INTO identity.account (id, email, password_hash, is_operator) VALUES ($1, $2, $3, false) ON CONFLICT DO NOTHING",
                member.Id.Value,
                email,
                new Passwords(1000).Hash(Password)
            );
            return email;
        }
    }

    extension(TestSteward steward)
    {
        /// <param name="name">How others see her.</param>
        /// <param name="proved">As if the operator had made the account: whoever signs up proves no address.</param>
        public async Task<Person> SignUp(string name = "Ana", bool proved = false)
        {
            var email = $"{name}.{TestSteward.NewId():n}@example.org".ToLowerInvariant();
            var guest = steward.NewGuest();
            var signedIn = await guest.Run(new SignUp(email, Password, name, $"{name}'s household"));
            if (proved)
                await steward.ExecuteAsOwner("UPDATE identity.account SET email_proved = true WHERE email = $1", email);
            return new(steward, guest, email, signedIn, await steward.Bearer(signedIn.AccessToken));
        }

        /// <summary>The member that an access token or key stands for, as a surface would find him.</summary>
        public async Task<Member> Bearer(string token) =>
            await steward.TryBearer(token) ?? throw new InvalidOperationException("The token is not valid.");

        public async Task<Member?> TryBearer(string token)
        {
            var authenticator = steward.Services.GetRequiredService<Authenticator>();
            var caller = await authenticator.Authenticate(
                token,
                Caller.Anonymous(Surface.Rest, "test"),
                TestContext.Current.CancellationToken
            );
            return caller is null ? null : new(steward, caller);
        }
    }
}

/// <param name="Guest">The person before signing in, at her address.</param>
/// <param name="Me">The person in her first session.</param>
internal sealed record Person(TestSteward Steward, Member Guest, string Email, SignedIn SignedIn, Member Me)
{
    public TenantId Tenant => SignedIn.Tenant.Id;
    public UserId Id => SignedIn.User.Id;

    public async Task<(SignedIn SignedIn, Member Me)> SignIn(TenantId? tenant = null)
    {
        var signedIn = await Guest.Run(new SignIn(Email, People.Password, tenant));
        return (signedIn, await Steward.Bearer(signedIn.AccessToken));
    }
}
