namespace Steward.Tasks;

/// <summary>Finds the place of a row among its siblings: before one of them, behind one, or at the end.</summary>
internal static class Siblings
{
    private const int MostSpread = 200;

    public static async Task<Guid> PlaceFor<T>(
        this IQueryable<T> siblings,
        T moved,
        T? before,
        T? after,
        CancellationToken ct
    )
        where T : TenantEntity, IPlaced
    {
        siblings = siblings.Where(one => one.Id != moved.Id);
        var (low, high) = (after?.Position, before?.Position);
        if (before is not null)
            low = await siblings
                .Where(one =>
                    EF.Functions.LessThan(
                        ValueTuple.Create(one.Position, one.Id),
                        ValueTuple.Create(before.Position, before.Id)
                    )
                )
                .OrderByDescending(one => one.Position)
                .ThenByDescending(one => one.Id)
                .Select(one => (Guid?)one.Position)
                .FirstOrDefaultAsync(ct);
        else if (after is not null)
            high = await Behind(siblings, after).Select(one => (Guid?)one.Position).FirstOrDefaultAsync(ct);
        else
            low = await siblings
                .OrderByDescending(one => one.Position)
                .ThenByDescending(one => one.Id)
                .Select(one => (Guid?)one.Position)
                .FirstOrDefaultAsync(ct);

        if (Position.IsBetween(low, high, moved.Position))
            return moved.Position;
        if (Position.Between(low, high, moved.Id) is { } place)
            return place;
        var following = before is null
            ? Behind(siblings, after!)
            : siblings
                .Where(one => one.Id == before.Id)
                .Concat(Behind(siblings, before))
                .OrderBy(one => one.Position)
                .ThenBy(one => one.Id);
        return Position.Spread(low, await following.Take(MostSpread).ToListAsync(ct));
    }

    private static IOrderedQueryable<T> Behind<T>(IQueryable<T> siblings, T one)
        where T : TenantEntity, IPlaced =>
        siblings
            .Where(other =>
                EF.Functions.GreaterThan(
                    ValueTuple.Create(other.Position, other.Id),
                    ValueTuple.Create(one.Position, one.Id)
                )
            )
            .OrderBy(other => other.Position)
            .ThenBy(other => other.Id);
}
