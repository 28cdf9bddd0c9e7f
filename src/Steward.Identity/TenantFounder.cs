namespace Steward.Identity;

/// <summary>A new tenant with its first owner.</summary>
internal sealed class TenantFounder(Repository<Tenant> tenants, Repository<Membership> memberships)
{
    public const string DefaultTimeZone = "Etc/UTC";

    public void Found(TenantId id, string name, string? timeZone, UserId owner, string email, string displayName)
    {
        tenants.Add(
            id,
            new Tenant
            {
                Id = id.Value,
                Name = name,
                TimeZone = timeZone ?? DefaultTimeZone,
            }
        );
        memberships.Add(id, Membership.Of(owner, Role.Owner, email, displayName));
    }
}
