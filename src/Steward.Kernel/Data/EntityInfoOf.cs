using Microsoft.EntityFrameworkCore.Metadata;

namespace Steward.Kernel;

internal sealed class EntityInfo<T>(IEntityType type, AccessRule<T> rule) : EntityInfo(type)
    where T : TenantEntity
{
    // Compiled once: building and hashing the expression costs more than a row's own reading.
    private static readonly Func<StewardDb, TenantId, Guid, CancellationToken, Task<T?>> Tracked = EF.CompileAsyncQuery(
        (StewardDb db, TenantId tenant, Guid id, CancellationToken ct) =>
            db.Set<T>().FirstOrDefault(row => row.TenantId == tenant && row.Id == id)
    );

    private static readonly Func<StewardDb, TenantId, Guid, CancellationToken, Task<T?>> Untracked =
        EF.CompileAsyncQuery(
            (StewardDb db, TenantId tenant, Guid id, CancellationToken ct) =>
                db.Set<T>().AsNoTracking().FirstOrDefault(row => row.TenantId == tenant && row.Id == id)
        );

    public override string? ReadScope => rule.ReadScope;

    public override async Task<TenantEntity?> LoadVisible(
        Database database,
        Caller caller,
        Guid id,
        CancellationToken ct
    )
    {
        var visible = rule.VisibleTo(caller);
        var row =
            AccessRule<T>.IsEverything(visible) && database.HasWall
                ? await (database.IsReadOnly ? Untracked : Tracked)(database.Context, caller.Tenant, id, ct)
                : await database.Rows<T>(caller.Tenant).Where(visible).FirstOrDefaultAsync(row => row.Id == id, ct);
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
