namespace Steward.Identity;

[Operation("get_tenant", null, Route = "GET /tenant")]
[Description("Reads the tenant that you work in: its name and its time zone.")]
public sealed record GetTenant : IQuery<TenantView>
{
    internal sealed class Handler(Repository<Tenant> tenants) : IHandler<GetTenant, TenantView>
    {
        public async Task<TenantView> Handle(GetTenant query, OperationContext context, CancellationToken ct) =>
            TenantView.Of(await tenants.Get(context.Tenant, context.Tenant.Value, ct));
    }
}
