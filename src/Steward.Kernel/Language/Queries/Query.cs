using System.Linq.Expressions;

namespace Steward.Kernel;

/// <summary>A query that is ready to be asked.</summary>
public sealed class Query<TRow>
{
    internal Query(Expression<Func<TRow, bool>>? condition, QueryOrder<TRow> order) =>
        (Condition, Order) = (condition, order);

    /// <summary>True or false for every row; its values are captured, so that EF Core makes parameters of them. Null: all rows.</summary>
    public Expression<Func<TRow, bool>>? Condition { get; }

    public QueryOrder<TRow> Order { get; }

    /// <summary>What both find; in this one's order if it names one, else in the other's.</summary>
    public Query<TRow> And(Query<TRow> other) =>
        new(
            Condition is null || other.Condition is null
                ? Condition ?? other.Condition
                : Expression.Lambda<Func<TRow, bool>>(
                    Expression.AndAlso(Condition.Body, other.Condition.Body),
                    QueryField<TRow>.Row
                ),
            Order.And(other.Order)
        );

    /// <summary>The rows that it finds, in its order, after the cursor.</summary>
    public IQueryable<TRow> Apply(IQueryable<TRow> rows, string? cursor = null) =>
        Order.Apply(Condition is null ? rows : rows.Where(Condition), cursor);

    /// <summary>A page of the rows that it finds.</summary>
    public async Task<Page<TRow>> Page(IQueryable<TRow> rows, int limit, string? cursor, CancellationToken ct)
    {
        var found = await Apply(rows, cursor).Take(limit + 1).ToListAsync(ct);
        return found.Count > limit ? new(found[..limit], Order.CursorAfter(found[limit - 1])) : new(found, null);
    }
}
