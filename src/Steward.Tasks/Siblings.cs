namespace Steward.Tasks;

/// <summary>Rows that stand beside each other, in the order that people gave them.</summary>
internal static class Siblings
{
    private const int MostSpread = 200;

    /// <summary>A page of them.</summary>
    public static async Task<Page<T>> Page<T>(
        this IQueryable<T> siblings,
        int limit,
        string? cursor,
        CancellationToken ct
    )
        where T : TenantEntity, IPlaced
    {
        if (PlaceCursor.Read(cursor) is var (position, id))
            siblings = Behind(siblings, position, id);
        var found = await InOrder(siblings).Take(limit + 1).ToListAsync(ct);
        return found.Count > limit ? new(found[..limit], PlaceCursor.Of(found[limit - 1])) : new(found, null);
    }

    /// <summary>The place before one of them, behind one, or at the end.</summary>
    /// <param name="siblings">All that stand there, with the moved one or without.</param>
    /// <param name="moved">Whose place it is.</param>
    /// <param name="beforeId">What it is to stand before.</param>
    /// <param name="afterId">What it is to stand behind, if it is not to stand before one.</param>
    /// <param name="refused">What is told if that is none of the siblings.</param>
    /// <param name="ct">Ends the search.</param>
    public static async Task<Guid> PlaceFor<T>(
        this IQueryable<T> siblings,
        T moved,
        Guid? beforeId,
        Guid? afterId,
        string refused,
        CancellationToken ct
    )
        where T : TenantEntity, IPlaced
    {
        siblings = siblings.Where(one => one.Id != moved.Id);
        var (before, after) = (await Sibling(beforeId), await Sibling(afterId));
        var (low, high) = (after?.Position, before?.Position);
        if (before is not null)
            low = await Last(
                siblings.Where(one =>
                    EF.Functions.LessThan(
                        ValueTuple.Create(one.Position, one.Id),
                        ValueTuple.Create(before.Position, before.Id)
                    )
                )
            );
        else if (after is not null)
            high = await Behind(siblings, after.Position, after.Id)
                .Select(one => (Guid?)one.Position)
                .FirstOrDefaultAsync(ct);
        else
            low = await Last(siblings);

        if (Position.IsBetween(low, high, moved.Position))
            return moved.Position;
        if (Position.Between(low, high, moved.Id) is { } place)
            return place;
        var following = before is null
            ? Behind(siblings, after!.Position, after.Id)
            : InOrder(siblings.Where(one => one.Id == before.Id).Concat(Behind(siblings, before.Position, before.Id)));
        return Position.Spread(low, await following.Take(MostSpread).ToListAsync(ct));

        async Task<T?> Sibling(Guid? id) =>
            id is { } wanted
                ? await siblings.FirstOrDefaultAsync(one => one.Id == wanted, ct)
                    ?? throw RefusalException.Conflict("not_a_sibling", refused)
                : null;

        Task<Guid?> Last(IQueryable<T> some) =>
            some.OrderByDescending(one => one.Position)
                .ThenByDescending(one => one.Id)
                .Select(one => (Guid?)one.Position)
                .FirstOrDefaultAsync(ct);
    }

    private static IOrderedQueryable<T> Behind<T>(IQueryable<T> siblings, Guid position, Guid id)
        where T : TenantEntity, IPlaced =>
        InOrder(
            siblings.Where(one =>
                EF.Functions.GreaterThan(ValueTuple.Create(one.Position, one.Id), ValueTuple.Create(position, id))
            )
        );

    private static IOrderedQueryable<T> InOrder<T>(IQueryable<T> siblings)
        where T : TenantEntity, IPlaced => siblings.OrderBy(one => one.Position).ThenBy(one => one.Id);
}
