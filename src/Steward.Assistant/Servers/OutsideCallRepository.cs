namespace Steward.Assistant;

internal sealed class OutsideCallRepository(Database database) : Repository<OutsideCall>(database)
{
    public Task<int> Pending(TenantId tenant, CancellationToken ct) =>
        Rows(tenant).CountAsync(call => call.State == OutsideCallState.Pending, ct);
}
