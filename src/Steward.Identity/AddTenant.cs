namespace Steward.Identity;

[Operation("add_tenant", null, Route = "POST /tenants", NeverUndone = "a tenant stays; leave it instead.")]
[Person, FoundsTenant]
[Description("Makes another tenant, with you as its owner. Use switch_tenant to work in it.")]
public sealed record AddTenant(
    [property: Required, MaxLength(100), Description("What it is called: Ana's company.")] string Name,
    [property: MaxLength(64), TimeZoneName, Description("IANA time zone; else that of this tenant.")]
        string? TimeZone = null
) : ICommand<TenantView>
{
    internal sealed class Handler(Repository<Membership> memberships, Repository<Tenant> tenants, TenantFounder founder)
        : IHandler<AddTenant, TenantView>
    {
        public async Task<TenantView> Handle(AddTenant command, OperationContext context, CancellationToken ct)
        {
            var me = await memberships.Get(context.Tenant, context.User.Value, ct);
            var here = await tenants.Get(context.Tenant, context.Tenant.Value, ct);
            var id = new TenantId(context.NewId());
            await context.Admit(id, context.User, ct);
            var tenant = founder.Found(
                id,
                command.Name,
                command.TimeZone ?? here.TimeZone,
                context.User,
                me.Email,
                me.DisplayName
            );
            context.Raise(new TenantAdded(id, tenant.Name));
            return TenantView.Of(tenant);
        }
    }
}
