using System.Linq.Expressions;
using System.Numerics;

namespace Steward.Kernel;

/// <summary>
/// Declares what queries about a row can name. Each description and example goes into the documentation and the completion. Names
/// are snake_case; one with a colon (<c>has:children</c>) is a flag's.
/// </summary>
/// <param name="id">What tells rows apart and orders them where nothing else does.</param>
public sealed class QueryFields<TRow>(Expression<Func<TRow, Guid>> id)
{
    internal List<QueryField<TRow>> Terms { get; } = [];
    internal List<QuerySort<TRow>> Sorts { get; } = [];
    internal QuerySort<TRow> Id { get; } =
        new ColumnSort<TRow, Guid>("id", "The order of making.", QueryExpressions.Of<TRow>(id));

    public QueryFields<TRow> Number<TNumber>(
        string name,
        Expression<Func<TRow, TNumber>> column,
        string description,
        string example,
        params string[] aliases
    )
        where TNumber : struct, INumber<TNumber>
    {
        var body = QueryExpressions.Of<TRow>(column);
        Terms.Add(new NumberField<TRow, TNumber>(name, description, example, body) { Aliases = aliases });
        return Sorted<TNumber>(name, description, body);
    }

    public QueryFields<TRow> Number<TNumber>(
        string name,
        Expression<Func<TRow, TNumber?>> column,
        string description,
        string example,
        params string[] aliases
    )
        where TNumber : struct, INumber<TNumber>
    {
        var body = QueryExpressions.Of<TRow>(column);
        Terms.Add(new NumberField<TRow, TNumber>(name, description, example, body) { Aliases = aliases });
        return Sorted<TNumber>(name, description, body);
    }

    /// <summary>A day of the calendar.</summary>
    public QueryFields<TRow> Date(
        string name,
        Expression<Func<TRow, DateOnly?>> column,
        string description,
        string example,
        params string[] aliases
    )
    {
        var body = Plain(column);
        Terms.Add(new DateField<TRow>(name, description, example, body) { Aliases = aliases });
        return Sorted<DateOnly>(name, description, body);
    }

    /// <summary>An instant.</summary>
    public QueryFields<TRow> Time(
        string name,
        Expression<Func<TRow, DateTimeOffset?>> column,
        string description,
        string example,
        params string[] aliases
    )
    {
        var body = Plain(column);
        Terms.Add(new TimeField<TRow>(name, description, example, body) { Aliases = aliases });
        return Sorted<DateTimeOffset>(name, description, body);
    }

    /// <summary>A length of time, kept in whole minutes.</summary>
    public QueryFields<TRow> Duration(
        string name,
        Expression<Func<TRow, int?>> minutes,
        string description,
        string example,
        params string[] aliases
    )
    {
        var body = Plain(minutes);
        Terms.Add(new DurationField<TRow>(name, description, example, body) { Aliases = aliases });
        return Sorted<int>(name, description, body);
    }

    /// <summary>A value of an enum, by its wire name; ordered as declared.</summary>
    public QueryFields<TRow> Choice<TEnum>(
        string name,
        Expression<Func<TRow, TEnum?>> column,
        string description,
        string example,
        params string[] aliases
    )
        where TEnum : struct, Enum
    {
        var body = Plain(column);
        Terms.Add(new ChoiceField<TRow, TEnum>(name, description, example, body) { Aliases = aliases });
        return Sorted<int>(name, description, ChoiceField<TRow, TEnum>.Place(body));
    }

    /// <summary>
    /// A column that holds a text: no index helps to find a part of it. Only a short one should be <paramref name="sortable"/>, since
    /// cursors carry it.
    /// </summary>
    public QueryFields<TRow> Text(
        string name,
        Expression<Func<TRow, string?>> column,
        string description,
        string example,
        bool sortable = false,
        int cost = 10,
        params string[] aliases
    )
    {
        var body = QueryExpressions.Of<TRow>(column);
        Terms.Add(new TextField<TRow>(name, description, example, body) { Aliases = aliases, Cost = cost });
        if (sortable)
            Sorts.Add(new ColumnSort<TRow, string>(name, description, body));
        return this;
    }

    /// <summary>A search in texts, by a function of the database.</summary>
    public QueryFields<TRow> Search(
        string name,
        Func<string, Expression<Func<TRow, bool>>> holding,
        string description,
        string example,
        int cost = 20,
        params string[] aliases
    )
    {
        Terms.Add(new SearchField<TRow>(name, description, example, holding) { Aliases = aliases, Cost = cost });
        return this;
    }

    /// <summary>Things that have names, which the caller looks up by their <paramref name="kind"/>.</summary>
    /// <param name="name">The field.</param>
    /// <param name="kind">What the names are of, a wire name: label.</param>
    /// <param name="anyOf">The rows that have one of these.</param>
    /// <param name="description">For people and models.</param>
    /// <param name="example">A whole query.</param>
    /// <param name="without">The rows that have none, if there can be such.</param>
    /// <param name="hasMe">Whether <c>me</c> is the caller.</param>
    /// <param name="aliases">Other names of the field.</param>
    public QueryFields<TRow> Named(
        string name,
        string kind,
        Func<IReadOnlyList<Guid>, Expression<Func<TRow, bool>>> anyOf,
        string description,
        string example,
        Func<QueryContext, Expression<Func<TRow, bool>>>? without = null,
        bool hasMe = false,
        params string[] aliases
    )
    {
        Terms.Add(
            new NameField<TRow>(name, kind, description, example, (ids, _) => anyOf(ids), null, without, hasMe)
            {
                Aliases = aliases,
            }
        );
        return this;
    }

    /// <summary>The same, where rows are found by other means than told apart.</summary>
    /// <param name="anyOf">Finds those that have one of them.</param>
    /// <param name="sifting">Whether a row at hand has.</param>
    public QueryFields<TRow> Named(
        string name,
        string kind,
        Func<IReadOnlyList<Guid>, QueryContext, Expression<Func<TRow, bool>>> anyOf,
        Func<IReadOnlyList<Guid>, Expression<Func<TRow, bool>>> sifting,
        string description,
        string example,
        Func<QueryContext, Expression<Func<TRow, bool>>> without,
        bool hasMe = false,
        params string[] aliases
    )
    {
        Terms.Add(
            new NameField<TRow>(name, kind, description, example, anyOf, sifting, without, hasMe) { Aliases = aliases }
        );
        return this;
    }

    public QueryFields<TRow> Flag(
        string name,
        Func<QueryContext, Expression<Func<TRow, bool>>> holds,
        string description,
        int cost = 1,
        params string[] aliases
    )
    {
        Terms.Add(new FlagField<TRow>(name, description, holds) { Aliases = aliases, Cost = cost });
        return this;
    }

    /// <summary>Something to order by that is no field, or that is ordered by something else than its value.</summary>
    public QueryFields<TRow> Sort<TKey>(string name, Expression<Func<TRow, TKey>> key, string description)
    {
        Sorts.RemoveAll(sort => sort.Name == name);
        Sorts.Add(new ColumnSort<TRow, TKey>(name, description, QueryExpressions.Of<TRow>(key)));
        return this;
    }

    private QueryFields<TRow> Sorted<TKey>(string name, string description, Expression body)
        where TKey : struct
    {
        Sorts.Add(
            body.Type == typeof(TKey)
                ? new ColumnSort<TRow, TKey>(name, description, body)
                : new ColumnSort<TRow, TKey?>(name, description, body)
        );
        return this;
    }

    /// <summary>Without the step that makes a column nullable which is not, so that the field knows that it is never empty.</summary>
    private static Expression Plain(LambdaExpression column) =>
        QueryExpressions.Of<TRow>(column) is UnaryExpression { NodeType: ExpressionType.Convert } made
        && Nullable.GetUnderlyingType(made.Type) == made.Operand.Type
            ? made.Operand
            : QueryExpressions.Of<TRow>(column);
}
