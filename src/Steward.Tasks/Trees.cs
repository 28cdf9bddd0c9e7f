namespace Steward.Tasks;

/// <summary>What holds of projects within projects as of tasks within tasks.</summary>
internal static class Trees
{
    public const int Deepest = 8;

    /// <summary>Whoever changes what leads to what waits for the others: two at once could close a circle.</summary>
    public static Task TakeTurn(this Porch porch, CancellationToken ct) => porch.Call("tasks.take_turn", ct);

    /// <summary>What stands below a row, all the way down, the nearest first; once they are more than so many, no more are read.</summary>
    public static async Task<List<T>> Below<T>(this IQueryable<T> rows, Guid top, int most, CancellationToken ct)
        where T : TenantEntity, IBranch
    {
        var below = new List<T>();
        List<Guid> level = [top];
        for (var depth = 0; depth < Deepest && level is not [] && below.Count <= most; depth++)
        {
            var parents = level;
            var next = await rows.Where(row => row.ParentId != null && parents.Contains(row.ParentId.Value))
                .OrderBy(row => row.Id)
                .Take(most + 1)
                .ToListAsync(ct);
            below.AddRange(next);
            level = [.. next.Select(row => row.Id)];
        }
        return below;
    }

    /// <summary>How many stand one in the other from the top down to this row; 0: it is none.</summary>
    public static async Task<int> Depth<T>(this Repository<T> rows, TenantId tenant, Guid? id, CancellationToken ct)
        where T : TenantEntity, IBranch
    {
        var depth = 0;
        for (var above = id; above is { } row && depth <= Deepest; depth++)
            above = (await rows.Get(tenant, row, ct)).ParentId;
        return depth;
    }

    /// <summary>How many stand one below the other under a row.</summary>
    public static int Height(this IReadOnlyList<IBranch> below, Guid top)
    {
        HashSet<Guid> level = [top];
        for (var height = 0; ; height++)
        {
            level = [.. below.Where(row => level.Contains(row.ParentId!.Value)).Select(row => row.Id)];
            if (level.Count == 0)
                return height;
        }
    }
}
