namespace Steward.Identity;

[Operation("list_tenants", null, Route = "GET /tenants")]
[Person]
[Description(
    "Lists the tenants that you are a member of, and your role in each. Use switch_tenant to work in another."
)]
public sealed record ListTenants : IQuery<Page<OwnTenantView>>
{
    internal sealed class Handler(Accounts accounts) : IHandler<ListTenants, Page<OwnTenantView>>
    {
        public async Task<Page<OwnTenantView>> Handle(
            ListTenants query,
            OperationContext context,
            CancellationToken ct
        ) =>
            new(
                [
                    .. (await accounts.TenantsOf(context.User, ct)).Select(own => new OwnTenantView(
                        own.Tenant.Id,
                        own.Tenant.Name,
                        own.Tenant.TimeZone,
                        own.User.Role,
                        own.Tenant.Id == context.Tenant
                    )),
                ],
                null
            );
    }
}

public sealed record OwnTenantView(
    TenantId Id,
    string Name,
    [property: Description("IANA time zone.")] string TimeZone,
    [property: Description("What you are there.")] Role Role,
    [property: Description("Whether this call is in it.")] bool IsCurrent
);
