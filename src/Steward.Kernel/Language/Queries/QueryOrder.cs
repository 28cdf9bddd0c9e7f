using System.Linq.Expressions;

namespace Steward.Kernel;

/// <summary>
/// The order of a query's rows, and its pages. It is total: the id stands behind the named fields, in the direction of the last of
/// them. Pages go by the last row's values, so rows that come or go meanwhile neither repeat nor skip others.
/// </summary>
public sealed class QueryOrder<TRow>
{
    private readonly IReadOnlyList<(QuerySort<TRow> Sort, bool Descending)> keys;
    private readonly IReadOnlyList<QuerySort<TRow>> sorts;
    private readonly IReadOnlyList<bool> descending;
    private readonly string condition;
    private readonly string bond;

    internal QueryOrder(IReadOnlyList<(QuerySort<TRow> Sort, bool Descending)> keys, string condition)
    {
        (this.keys, this.condition) = (keys, condition);
        sorts = [.. keys.Select(key => key.Sort)];
        descending = [.. keys.Select(key => key.Descending)];
        Text = string.Join(", ", keys.Select(key => key.Sort.Name + (key.Descending ? " desc" : "")));
        bond = QueryCursor.Bond($"{condition} order by {Text}");
    }

    /// <summary>The order in the language's own words.</summary>
    public string Text { get; }

    /// <summary>This order if it names a field, else the other; its cursors belong to both queries.</summary>
    internal QueryOrder<TRow> And(QueryOrder<TRow> other) =>
        new(keys.Count > 1 ? keys : other.keys, $"({condition}) and ({other.condition})");

    /// <summary>The rows in this order, those after the cursor only. A cursor that another query gave is refused.</summary>
    public IQueryable<TRow> Apply(IQueryable<TRow> rows, string? cursor)
    {
        if (cursor is not null)
            rows = rows.Where(After(cursor, rows.Provider is EnumerableQuery));
        var sorted = sorts[0].Sort(rows, descending[0]);
        for (var place = 1; place < sorts.Count; place++)
            sorted = sorts[place].Then(sorted, descending[place]);
        return sorted;
    }

    /// <summary>The cursor of the page that begins after this row.</summary>
    public string CursorAfter(TRow last) => QueryCursor.Write(bond, sorts, last);

    private Expression<Func<TRow, bool>> After(string cursor, bool inMemory)
    {
        var values = QueryCursor.Read(bond, sorts, cursor);
        Expression? after = null;
        for (var place = sorts.Count - 1; place >= 0; place--)
            after = sorts[place].After(values[place], descending[place], after, inMemory);
        return Expression.Lambda<Func<TRow, bool>>(after!, QueryField<TRow>.Row);
    }
}
