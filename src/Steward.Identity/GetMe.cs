namespace Steward.Identity;

[Operation("get_me", null, Route = "GET /me")]
[Description("Tells who you are, in which tenant, in which role, and what this session or key may do there now.")]
public sealed record GetMe : IQuery<Me>
{
    internal sealed class Handler(Repository<Membership> memberships, Repository<Tenant> tenants, Accounts accounts)
        : IHandler<GetMe, Me>
    {
        public async Task<Me> Handle(GetMe query, OperationContext context, CancellationToken ct)
        {
            var member = await memberships.Get(context.Tenant, context.User.Value, ct);
            var tenant = await tenants.Get(context.Tenant, context.Tenant.Value, ct);
            var account = await accounts.Of(context.User, ct);
            var credential = context.Caller.Credential;
            return new(
                UserView.Of(member),
                TenantView.Of(tenant),
                [.. context.Caller.Scopes.Names],
                credential.Kind is CredentialKind.Session ? credential.Id : null,
                account?.IsOperator == true
            );
        }
    }
}

public sealed record Me(
    UserView User,
    TenantView Tenant,
    [property: Description("The permissions that hold for this call: of the role and of the token both.")]
        IReadOnlyList<string> Scopes,
    [property: Description("Null for an API key.")] Guid? SessionId,
    [property: Description("Whether the person runs this installation.")] bool IsOperator
);
