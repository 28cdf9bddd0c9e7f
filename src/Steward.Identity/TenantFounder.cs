namespace Steward.Identity;

/// <summary>A new tenant with its first owner.</summary>
internal sealed class TenantFounder(Repository<Tenant> tenants, Repository<Membership> memberships)
{
    private const string DefaultTimeZone = "Etc/UTC";

    public Tenant Found(TenantId id, string name, string? timeZone, UserId owner, string email, string displayName)
    {
        var tenant = new Tenant
        {
            Id = id.Value,
            Name = name,
            TimeZone = timeZone ?? DefaultTimeZone,
        };
        tenants.Add(id, tenant);
        memberships.Add(id, Membership.Of(owner, Role.Owner, email, displayName));
        return tenant;
    }
}
