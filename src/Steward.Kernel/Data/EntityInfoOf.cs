using Microsoft.EntityFrameworkCore.Metadata;

namespace Steward.Kernel;

internal sealed class EntityInfo<T>(IEntityType type, AccessRule<T> rule) : EntityInfo(type)
    where T : TenantEntity
{
    public override string? ReadScope => rule.ReadScope;

    public override async Task<TenantEntity?> LoadVisible(
        Database database,
        Caller caller,
        Guid id,
        CancellationToken ct
    )
    {
        var rows = database.Rows<T>(caller.Tenant);
        var visible = rule.VisibleTo(caller);
        if (!AccessRule<T>.IsEverything(visible))
            rows = rows.Where(visible);
        var row = await rows.FirstOrDefaultAsync(row => row.Id == id, ct);
        database.Hold(row);
        return row;
    }

    public override async Task<TenantEntity?> Find(Database database, TenantId tenant, Guid id, CancellationToken ct) =>
        await database.Rows<T>(tenant).FirstOrDefaultAsync(row => row.Id == id, ct);

    public override async Task<(HashSet<Guid> Visible, HashSet<Guid> Standing)> Sort(
        Database database,
        Caller caller,
        IReadOnlyCollection<Guid> ids,
        CancellationToken ct
    )
    {
        var rows = database.Rows<T>(caller.Tenant).Where(row => ids.Contains(row.Id));
        var standing = await rows.Select(row => row.Id).ToListAsync(ct);
        var rule_ = rule.VisibleTo(caller);
        var visible = AccessRule<T>.IsEverything(rule_)
            ? standing
            : await rows.Where(rule_).Select(row => row.Id).ToListAsync(ct);
        return ([.. visible], [.. standing]);
    }

    public override bool IsVisible(Caller caller, TenantEntity row) => rule.VisibleTo(caller).Compile()((T)row);

    public override bool IsShared(Caller caller) => AccessRule<T>.IsEverything(rule.VisibleTo(caller));

    public override bool May(Caller caller, Access access, TenantEntity row) => rule.May(caller, access, (T)row);
}
