using Microsoft.Extensions.DependencyInjection;

namespace Steward.Identity;

/// <summary>
/// From a bearer token to a caller, for every surface: our own access tokens, API keys, and the tokens of outside issuers. What
/// vouches for the caller (session, key, membership) is asked again in each transaction, so that here all may be cached.
/// </summary>
public sealed class Authenticator
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private readonly IServiceScopeFactory scopes;
    private readonly SigningKeys keys;
    private readonly AccessTokens tokens;
    private readonly OutsideIssuers outsideIssuers;
    private readonly TimeProvider time;
    private readonly VerifiedTokens<Known> known;

    internal Authenticator(
        IServiceScopeFactory scopes,
        SigningKeys keys,
        AccessTokens tokens,
        OutsideIssuers outsideIssuers,
        TimeProvider time
    )
    {
        (this.scopes, this.keys, this.tokens, this.outsideIssuers, this.time) = (
            scopes,
            keys,
            tokens,
            outsideIssuers,
            time
        );
        known = new(time);
    }

    /// <summary>The caller that the token stands for; null: it is not valid here, or not any more.</summary>
    /// <param name="token">What follows <c>Bearer</c>.</param>
    /// <param name="anonymous">The caller as the surface knows it: surface, correlation id, address, client, zone.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <param name="beforeLookUp">Runs before the database is asked for a token that was not valid here lately; may refuse.</param>
    /// <exception cref="RefusalException">The token is good, and the account with its address is not proved to be its subject's.</exception>
    public async ValueTask<Caller?> Authenticate(
        string token,
        Caller anonymous,
        CancellationToken ct,
        Action? beforeLookUp = null
    )
    {
        if (SecretToken.IsWellFormed(SecretToken.ApiKey, token))
            return (known.Find(token) ?? await FindKey(token, beforeLookUp, ct))?.As(anonymous);

        await keys.Ready(ct);
        var check = tokens.Verify(token);
        if (check.Token is { } own)
            return new Known(own.User, own.Tenant, new(CredentialKind.Session, own.Session), own.Scopes, own.Role).As(
                anonymous
            );
        return check.Fault is TokenFault.UnknownKey or TokenFault.UnknownIssuer or TokenFault.WrongType
            ? (await FindOutside(token, anonymous, beforeLookUp, ct))?.As(anonymous)
            : null;
    }

    private async Task<Known?> FindKey(string token, Action? beforeLookUp, CancellationToken ct)
    {
        var rows = await LookUp(token, beforeLookUp, "identity.find_api_key", ct, SecretToken.Hash(token));
        return
            rows is [[Guid tenant, Guid user, Guid id, string[] scopes, DateTime expires, string role, var operations]]
            ? Keep(
                token,
                new(
                    new(user),
                    new(tenant),
                    new(CredentialKind.ApiKey, id),
                    ScopeSet.Of(scopes),
                    Enum.Parse<Role>(role),
                    ((string[]?)operations)?.ToHashSet()
                ),
                new(expires, TimeSpan.Zero)
            )
            : null;
    }

    private async Task<Known?> FindOutside(string token, Caller anonymous, Action? beforeLookUp, CancellationToken ct)
    {
        if ((await outsideIssuers.Verify(token, ct)).Token is not { } outside)
            return null;
        if (known.Find(token) is { } before)
            return before;

        // The session of an outside token is named by its hash: the same on all servers, and ending it ends just this token.
        var session = new Guid(SecretToken.Hash(token).AsSpan(0, 16));
        var rows = await LookUp(
            token,
            beforeLookUp,
            "identity.enter_outside",
            ct,
            outside.Issuer,
            outside.Subject,
            outside is { EmailVerified: true, Email: { } email } ? Email.Normalised(email) : null,
            session,
            outside.ExpiresAt.ToUniversalTime(),
            anonymous.Client,
            Throttle.Network(anonymous.Address)
        );
        if (rows is [[null, ..]])
            throw NotLinked();
        if (rows is not [[Guid user, Guid tenant, string name]])
            return null;
        var role = Enum.Parse<Role>(name);
        return Keep(
            token,
            new(new(user), new(tenant), new(CredentialKind.Session, session), Scopes.Of(role), role),
            outside.ExpiresAt
        );
    }

    private static RefusalException NotLinked() =>
        RefusalException.Forbidden(
            "account_not_linked",
            "There is an account with this e-mail address, but nobody has proved that it is yours. Sign in with its "
                + "password, or ask the operator."
        );

    private Known Keep(string token, Known caller, DateTimeOffset expires)
    {
        var limit = time.GetUtcNow() + KeptFor;
        known.Keep(token, caller, expires < limit ? expires : limit);
        return caller;
    }

    private async Task<IReadOnlyList<object?[]>> LookUp(
        string token,
        Action? before,
        string function,
        CancellationToken ct,
        params object?[] values
    )
    {
        if (!known.Has(token))
            before?.Invoke();
        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<Porch>().Call(function, ct, values);
        if (rows is [])
            known.Forget(token);
        return rows;
    }

    private sealed record Known(
        UserId User,
        TenantId Tenant,
        Credential Credential,
        ScopeSet Scopes,
        Role Role,
        IReadOnlySet<string>? Operations = null
    )
    {
        public Caller As(Caller anonymous) =>
            anonymous with
            {
                Kind = CallerKind.User,
                User = User,
                Tenant = Tenant,
                Credential = Credential,
                Role = Role,
                Tools = Operations,
                Scopes = Scopes.Intersect(Kernel.Scopes.Of(Role)),
            };
    }
}
