namespace Steward.Identity;

[Operation("update_tenant", Scopes.ManageTenant, Route = "PATCH /tenant")]
[Description("Changes the tenant's name or time zone; what is not given stays.")]
public sealed record UpdateTenant(
    [property: MaxLength(100)] Optional<string> Name = default,
    [property: MaxLength(64), TimeZoneName, Description("IANA time zone, for whoever has none of his own.")]
        Optional<string> TimeZone = default
) : ICommand<TenantView>, IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TimeZone is { IsSet: true, Value: null })
            yield return new("A tenant needs a time zone.", [nameof(TimeZone)]);
        foreach (var fault in Names.Check(Name, nameof(Name)))
            yield return fault;
    }

    internal sealed class Handler(Repository<Tenant> tenants) : IHandler<UpdateTenant, TenantView>
    {
        public async Task<TenantView> Handle(UpdateTenant command, OperationContext context, CancellationToken ct)
        {
            var tenant = await tenants.Get(context.Tenant, context.Tenant.Value, ct);
            context.Raise(tenant.Describe(command.Name.Or(tenant.Name)!, command.TimeZone.Or(tenant.TimeZone)!));
            return TenantView.Of(tenant);
        }
    }
}
