using System.Linq.Expressions;

namespace Steward.Kernel;

/// <summary>Persistence, nothing else. Every method takes the tenant first; row security checks it again.</summary>
public class Repository<T>(Database database)
    where T : TenantEntity
{
    /// <summary>The tenant's rows: tracked in a command, untracked in a query.</summary>
    protected IQueryable<T> Rows(TenantId tenant) => database.Rows<T>(tenant);

    /// <summary>The tenant's rows of another entity, for a condition.</summary>
    protected IQueryable<TOther> Rows<TOther>(TenantId tenant)
        where TOther : TenantEntity => database.Rows<TOther>(tenant);

    /// <summary>Those of them that the caller sees: what lists and searches start from.</summary>
    protected IQueryable<T> Seen(TenantId tenant, Caller caller) => Seen<T>(tenant, caller);

    /// <summary>The caller's sight of another entity, for a condition.</summary>
    protected IQueryable<TOther> Seen<TOther>(TenantId tenant, Caller caller)
        where TOther : TenantEntity =>
        caller.Tenant == tenant
            ? database.Seen<TOther>(caller)
            : throw new InvalidOperationException("The caller belongs to another tenant.");

    /// <summary>The row, or the refusal <c>not_found</c>.</summary>
    public async Task<T> Get(TenantId tenant, Guid id, CancellationToken ct) =>
        await Find(tenant, id, ct) ?? throw RefusalException.NotFound(database.EntityName<T>());

    public async Task<T?> Find(TenantId tenant, Guid id, CancellationToken ct) =>
        database.Loaded<T>(tenant, id) ?? await Rows(tenant).FirstOrDefaultAsync(row => row.Id == id, ct);

    public async Task<List<T>> List(TenantId tenant, Expression<Func<T, bool>> which, CancellationToken ct) =>
        await Rows(tenant).Where(which).OrderBy(row => row.Id).ToListAsync(ct);

    /// <summary>Those of the ids that stand, by id; one round trip for all that are not loaded yet.</summary>
    public async Task<IReadOnlyDictionary<Guid, T>> Find(TenantId tenant, IEnumerable<Guid> ids, CancellationToken ct)
    {
        var found = new Dictionary<Guid, T>();
        var missing = new HashSet<Guid>();
        foreach (var id in ids)
            if (database.Loaded<T>(tenant, id) is { } row)
                found[id] = row;
            else
                missing.Add(id);
        if (missing.Count > 0)
            foreach (var row in await Rows(tenant).Where(row => missing.Contains(row.Id)).ToListAsync(ct))
                found[row.Id] = row;
        return found;
    }

    /// <summary>Those of the ids that are taken, in however many pieces; the rows are not loaded.</summary>
    public async Task<HashSet<Guid>> Taken(TenantId tenant, IEnumerable<Guid> ids, CancellationToken ct)
    {
        var taken = new HashSet<Guid>();
        foreach (var some in ids.Chunk(5000))
            taken.UnionWith(
                await Rows(tenant).Where(row => some.Contains(row.Id)).Select(row => row.Id).ToListAsync(ct)
            );
        return taken;
    }

    /// <summary>Those of the ids that the caller sees.</summary>
    public async Task<IReadOnlyDictionary<Guid, T>> FindSeen(
        TenantId tenant,
        Caller caller,
        IEnumerable<Guid> ids,
        CancellationToken ct
    )
    {
        var found = new Dictionary<Guid, T>();
        foreach (var some in ids.Chunk(5000))
        foreach (var row in await Seen(tenant, caller).Where(row => some.Contains(row.Id)).ToListAsync(ct))
            found[row.Id] = row;
        return found;
    }

    /// <summary>Those that the caller sees behind an id, the oldest first.</summary>
    public async Task<List<T>> PageAfter(
        TenantId tenant,
        Caller caller,
        Expression<Func<T, bool>> which,
        Guid after,
        int limit,
        CancellationToken ct
    ) =>
        await Seen(tenant, caller)
            .Where(which)
            .Where(row => row.Id > after)
            .OrderBy(row => row.Id)
            .Take(limit)
            .ToListAsync(ct);

    /// <summary>A page of the rows that the caller sees, the newest first.</summary>
    public async Task<Page<T>> Page(
        TenantId tenant,
        Caller caller,
        Expression<Func<T, bool>> which,
        int limit,
        string? cursor,
        CancellationToken ct
    )
    {
        var rows = Seen(tenant, caller).Where(which);
        if (Cursors.Id(cursor) is { } before)
            rows = rows.Where(row => row.Id < before);
        var found = await rows.OrderByDescending(row => row.Id).Take(limit + 1).ToListAsync(ct);
        return found.Count > limit ? new(found[..limit], Cursors.Of(found[limit - 1].Id)) : new(found, null);
    }

    public void Add(TenantId tenant, T row)
    {
        row.TenantId = tenant;
        database.Add(row);
    }

    /// <summary>The same for a row that comes from elsewhere, and was made there.</summary>
    public void Add(TenantId tenant, T row, DateTimeOffset createdAt)
    {
        row.CreatedAt = createdAt;
        Add(tenant, row);
    }

    /// <summary>Deletes for good. What people delete goes to the trash first.</summary>
    public void Remove(TenantId tenant, T row)
    {
        if (row.TenantId != tenant)
            throw new InvalidOperationException("The row belongs to another tenant.");
        database.Remove(row);
    }
}
