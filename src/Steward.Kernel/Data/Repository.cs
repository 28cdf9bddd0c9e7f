using System.Linq.Expressions;

namespace Steward.Kernel;

/// <summary>Persistence, nothing else. Every method takes the tenant first; row security checks it again.</summary>
public class Repository<T>(Database database)
    where T : TenantEntity
{
    /// <summary>The tenant's rows: tracked in a command, untracked in a query.</summary>
    protected IQueryable<T> Rows(TenantId tenant) => database.Rows<T>(tenant);

    /// <summary>The row, or the refusal <c>not_found</c>.</summary>
    public async Task<T> Get(TenantId tenant, Guid id, CancellationToken ct) =>
        await Find(tenant, id, ct) ?? throw RefusalException.NotFound(database.EntityName<T>());

    public async Task<T?> Find(TenantId tenant, Guid id, CancellationToken ct) =>
        database.Loaded<T>(tenant, id) ?? await Rows(tenant).FirstOrDefaultAsync(row => row.Id == id, ct);

    public async Task<List<T>> List(TenantId tenant, Expression<Func<T, bool>> which, CancellationToken ct) =>
        await Rows(tenant).Where(which).OrderBy(row => row.Id).ToListAsync(ct);

    /// <summary>A page of rows, the newest first.</summary>
    public async Task<Page<T>> Page(
        TenantId tenant,
        Expression<Func<T, bool>> which,
        int limit,
        string? cursor,
        CancellationToken ct
    )
    {
        var rows = Rows(tenant).Where(which);
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

    /// <summary>Deletes for good. What people delete goes to the trash first.</summary>
    public void Remove(TenantId tenant, T row)
    {
        if (row.TenantId != tenant)
            throw new InvalidOperationException("The row belongs to another tenant.");
        database.Remove(row);
    }
}
