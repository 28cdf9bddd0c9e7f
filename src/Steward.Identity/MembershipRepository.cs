namespace Steward.Identity;

internal sealed class MembershipRepository(Database database) : Repository<Membership>(database)
{
    public Task<int> CountOwners(TenantId tenant, CancellationToken ct) =>
        Rows(tenant).CountAsync(member => member.Role == Role.Owner, ct);
}
