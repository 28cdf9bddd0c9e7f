namespace Steward.Identity;

/// <summary>From a proved person, or a session that goes on, to the tokens.</summary>
internal sealed class SessionOpener(
    Accounts accounts,
    Sessions sessions,
    SigningKeys keys,
    AccessTokens tokens,
    Repository<Membership> memberships,
    Repository<Tenant> tenants
)
{
    /// <summary>A new session in a tenant of the person's, which this call enters.</summary>
    public async Task<SignedIn> SignIn(
        UserId user,
        TenantId? wanted,
        SessionKind kind,
        OperationContext context,
        CancellationToken ct
    )
    {
        if (await accounts.ChooseTenant(user, wanted, ct) is not { } tenant)
            throw NoTenant(wanted);
        await context.Admit(tenant, user, ct);
        return await Open(kind, context, ct);
    }

    /// <summary>A new session in the tenant that this call has entered.</summary>
    public async Task<SignedIn> Open(SessionKind kind, OperationContext context, CancellationToken ct)
    {
        var (id, inCookie) = (context.NewId(), kind is SessionKind.Cookie);
        var (refresh, expires) = await sessions.Open(id, context.User, context.Tenant, inCookie, context.Caller, ct);
        context.Raise(new UserSignedIn(context.User, id));
        return await Issue(id, inCookie, refresh, expires, context, ct);
    }

    /// <summary>A session goes on, in the wanted tenant or in its own; if its person has left that one, in another of hers.</summary>
    public async Task<SignedIn> Continue(
        Rotation rotation,
        TenantId? wanted,
        OperationContext context,
        CancellationToken ct
    )
    {
        var session = rotation.Session!;
        var tenant = await accounts.ChooseTenant(session.User, wanted ?? session.Tenant, ct);
        if (tenant is null && wanted is null)
            tenant = await accounts.ChooseTenant(session.User, null, ct);
        if (tenant is not { } chosen)
            throw NoTenant(wanted);
        await context.Admit(chosen, session.User, ct);
        return await Issue(session.Id, session.InCookie, rotation.RefreshToken!, rotation.ExpiresAt, context, ct);
    }

    /// <summary>The caller's session moves to another tenant; its refresh token stays as it is.</summary>
    public async Task<SignedIn> Move(TenantId to, OperationContext context, CancellationToken ct)
    {
        var mine = await accounts.TenantsOf(context.User, ct);
        var own = mine.FirstOrDefault(one => one.Tenant.Id == to) ?? throw NoTenant(to);
        var session = context.Caller.Credential.Id;
        await sessions.Move(session, context.User, to, ct);
        return await Issue(session, null, own, context, ct);
    }

    private async Task<SignedIn> Issue(
        Guid session,
        bool inCookie,
        string refresh,
        DateTimeOffset expires,
        OperationContext context,
        CancellationToken ct
    )
    {
        var member = await memberships.Get(context.Tenant, context.User.Value, ct);
        var tenant = await tenants.Get(context.Tenant, context.Tenant.Value, ct);
        var own = new OwnTenant(TenantView.Of(tenant), UserView.Of(member));
        var signedIn = await Issue(session, inCookie ? null : refresh, own, context, ct);
        return inCookie ? signedIn with { Cookie = new(refresh, expires) } : signedIn;
    }

    private async Task<SignedIn> Issue(
        Guid session,
        string? refresh,
        OwnTenant own,
        OperationContext context,
        CancellationToken ct
    )
    {
        await keys.Ready(ct);
        var role = own.User.Role;
        return new(
            tokens.Issue(own.User.Id, own.Tenant.Id, session, Scopes.Of(role), role, context.NewId()),
            "Bearer",
            (int)AccessTokens.Lifetime.TotalSeconds,
            refresh,
            own.User,
            own.Tenant
        );
    }

    private static RefusalException NoTenant(TenantId? wanted) =>
        wanted is null
            ? RefusalException.Forbidden(
                "no_tenant",
                "You are no longer a member anywhere. Ask somebody to invite you again."
            )
            : RefusalException.NotFound("tenant");
}
