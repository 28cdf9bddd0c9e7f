using System.Linq.Expressions;

namespace Steward.Kernel;

/// <summary>Reads the journal.</summary>
internal sealed class Changes(Database database)
{
    public async Task<Change?> Find(TenantId tenant, Guid id, CancellationToken ct) =>
        await WithFew(Rows(tenant)).FirstOrDefaultAsync(change => change.Id == id, ct);

    public async Task<List<Change>> Find(TenantId tenant, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        await WithFew(Rows(tenant)).Where(change => ids.Contains(change.Id)).ToListAsync(ct);

    /// <summary>All rows of a change, however many.</summary>
    public IQueryable<ChangedRow> RowsOf(Change change) =>
        database
            .Context.Set<ChangedRow>()
            .AsNoTracking()
            .Where(row => row.TenantId == change.TenantId && row.ChangeId == change.Id);

    /// <summary>A piece of them backwards, below a number.</summary>
    public Task<List<ChangedRow>> RowsBefore(Change change, int number, int limit, CancellationToken ct) =>
        RowsOf(change)
            .Where(row => row.Number < number)
            .OrderByDescending(row => row.Number)
            .Take(limit)
            .ToListAsync(ct);

    /// <summary>The newest first.</summary>
    public async Task<List<Change>> Before(
        TenantId tenant,
        ChangeFilter filter,
        FeedPosition? before,
        int limit,
        CancellationToken ct
    )
    {
        var changes = filter.On(Rows(tenant), database.Context.Set<ChangedRow>().Where(row => row.TenantId == tenant));
        if (before is var (epoch, xid, number))
            changes = changes.Where(change =>
                EF.Functions.LessThan(
                    ValueTuple.Create(change.Epoch, change.Xid, change.Number),
                    ValueTuple.Create(epoch, xid, number)
                )
            );
        return await WithFew(
                changes
                    .OrderByDescending(change => change.Epoch)
                    .ThenByDescending(change => change.Xid)
                    .ThenByDescending(change => change.Number)
                    .Take(limit)
            )
            .ToListAsync(ct);
    }

    /// <summary>The undos since a change, the newest first.</summary>
    public async Task<List<Change>> Undos(TenantId tenant, Change since, CancellationToken ct) =>
        await Rows(tenant)
            .Where(change =>
                change.Undoes.Length > 0
                && (change.Epoch > since.Epoch || (change.Epoch == since.Epoch && change.Xid >= since.Xid))
            )
            .OrderByDescending(change => change.Epoch)
            .ThenByDescending(change => change.Xid)
            .ThenByDescending(change => change.Number)
            .ToListAsync(ct);

    /// <summary>
    /// The oldest first, each exactly once: none at or above the horizon is given, since an older one could still be committed, and
    /// none to a position of before a restore.
    /// </summary>
    public async Task<List<Change>> After(TenantId tenant, FeedPosition after, int limit, CancellationToken ct) =>
        await WithFew(
                Rows(tenant)
                    .Where(change =>
                        after.Epoch == Feeds.Epoch()
                        && change.Xid < Feeds.Horizon()
                        && EF.Functions.GreaterThan(
                            ValueTuple.Create(change.Epoch, change.Xid, change.Number),
                            ValueTuple.Create(after.Epoch, after.Xid, after.Number)
                        )
                    )
                    .OrderBy(change => change.Epoch)
                    .ThenBy(change => change.Xid)
                    .ThenBy(change => change.Number)
                    .Take(limit)
            )
            .ToListAsync(ct);

    /// <summary>Where the feed ends now: what is committed later comes behind it.</summary>
    public async Task<FeedPosition> End(CancellationToken ct)
    {
        var rows = await database.Read("SELECT kernel.epoch(), kernel.horizon()", ct);
        return new((int)rows[0][0]!, (long)rows[0][1]! - 1, long.MaxValue);
    }

    public async Task<int> Epoch(CancellationToken ct) => (await End(ct)).Epoch;

    private static IQueryable<Change> WithFew(IQueryable<Change> changes) =>
        changes.Include(change => change.Rows.Where(row => row.Number <= Change.Few));

    private IQueryable<Change> Rows(TenantId tenant) =>
        database.HasWall
            ? database.Context.Set<Change>().AsNoTracking().Where(change => change.TenantId == tenant)
            : database.Context.Set<Change>().AsNoTracking();
}

/// <summary>Functions of the database.</summary>
internal static class Feeds
{
    /// <summary>Counts the restores from a backup.</summary>
    [DbFunction("epoch", "kernel")]
    public static int Epoch() => throw new InvalidOperationException("Runs in the database only.");

    /// <summary>Below this transaction id nothing can still be committed.</summary>
    [DbFunction("horizon", "kernel")]
    public static long Horizon() => throw new InvalidOperationException("Runs in the database only.");
}

/// <summary>Which changes; what is null does not restrict.</summary>
internal sealed record ChangeFilter
{
    public UserId? UserId { get; init; }
    public string? Agent { get; init; }
    public string? Operation { get; init; }
    public string? Entity { get; init; }
    public Guid? RowId { get; init; }
    public Guid? RunId { get; init; }
    public Guid? ConversationId { get; init; }
    public DateTimeOffset? Since { get; init; }
    public DateTimeOffset? Until { get; init; }

    public IQueryable<Change> On(IQueryable<Change> changes, IQueryable<ChangedRow> rows)
    {
        if (UserId is { } user)
            changes = changes.Where(change => change.UserId == user);
        if (Agent is not null)
            changes = changes.Where(change => change.Agent == Agent);
        if (Operation is not null)
            changes = changes.Where(change => change.Operation == Operation);
        if (RunId is { } run)
            changes = changes.Where(change => change.RunId == run);
        if (ConversationId is { } conversation)
            changes = changes.Where(change => change.ConversationId == conversation);
        if (Since is { } since)
            changes = changes.Where(change => change.At >= since);
        if (Until is { } until)
            changes = changes.Where(change => change.At < until);
        if (Entity is not null)
            changes = changes.Where(change => rows.Any(row => row.ChangeId == change.Id && row.Entity == Entity));
        if (RowId is { } id)
            changes = changes.Where(change => rows.Any(row => row.ChangeId == change.Id && row.RowId == id));
        return changes;
    }

    /// <summary>Whether a row of a change is one that is asked for.</summary>
    public Expression<Func<ChangedRow, bool>> Names =>
        row => (Entity == null || row.Entity == Entity) && (RowId == null || row.RowId == RowId);
}
