using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;

namespace Steward.Kernel;

internal sealed class ColumnSort<TRow, TKey>(string name, string description, Expression column)
    : QuerySort<TRow>(name, description)
{
    private const string Collation = "und-x-icu";
    private static readonly MethodInfo Collate = typeof(RelationalDbFunctionsExtensions)
        .GetMethod(nameof(RelationalDbFunctionsExtensions.Collate))!
        .MakeGenericMethod(typeof(string));
    private static readonly MethodInfo Compare = typeof(string).GetMethod(
        nameof(string.Compare),
        [typeof(string), typeof(string)]
    )!;

    private readonly bool canBeNull = QueryExpressions.CanBeNull(column);
    private readonly Lazy<Func<TRow, TKey>> read = new(() =>
        Expression.Lambda<Func<TRow, TKey>>(column, QueryField<TRow>.Row).Compile()
    );

    public override IOrderedQueryable<TRow> Sort(IQueryable<TRow> rows, bool descending)
    {
        var key = Key(IsInMemory(rows));
        if (HasNullsFirst(rows, descending))
            return Then(rows.OrderBy(Empty()), key, descending);
        return descending ? rows.OrderByDescending(key) : rows.OrderBy(key);
    }

    public override IOrderedQueryable<TRow> Then(IOrderedQueryable<TRow> rows, bool descending) =>
        Then(HasNullsFirst(rows, descending) ? rows.ThenBy(Empty()) : rows, Key(IsInMemory(rows)), descending);

    private static IOrderedQueryable<TRow> Then(
        IOrderedQueryable<TRow> rows,
        Expression<Func<TRow, TKey>> key,
        bool descending
    ) => descending ? rows.ThenByDescending(key) : rows.ThenBy(key);

    /// <summary>PostgreSQL takes null for the greatest value, objects in memory for the least; so an index serves the ascending order.</summary>
    private bool HasNullsFirst(IQueryable<TRow> rows, bool descending) => canBeNull && descending != IsInMemory(rows);

    private static bool IsInMemory(IQueryable<TRow> rows) => rows.Provider is EnumerableQuery;

    private Expression<Func<TRow, bool>> Empty() =>
        Expression.Lambda<Func<TRow, bool>>(QueryExpressions.IsNull(column), QueryField<TRow>.Row);

    private Expression<Func<TRow, TKey>> Key(bool inMemory) =>
        Expression.Lambda<Func<TRow, TKey>>(Collated(inMemory), QueryField<TRow>.Row);

    private Expression Collated(bool inMemory) =>
        inMemory || typeof(TKey) != typeof(string)
            ? column
            : Expression.Call(Collate, Expression.Constant(EF.Functions), column, Expression.Constant(Collation));

    public override Expression? After(object? value, bool descending, Expression? ties, bool inMemory)
    {
        if (value is null)
            return ties is null ? null : Expression.AndAlso(QueryExpressions.IsNull(column), ties);

        var limit = QueryExpressions.Parameter((TKey)value);
        var (left, right) =
            typeof(TKey) == typeof(string)
                ? (Expression.Call(Compare, Collated(inMemory), limit), Expression.Constant(0))
                : (Collated(inMemory), limit);
        var beyond = descending ? Expression.LessThan(left, right) : Expression.GreaterThan(left, right);
        if (!canBeNull)
            return ties is null ? beyond : Expression.AndAlso(AtOrBeyond(left, right), Expression.OrElse(beyond, ties));
        var after = Expression.OrElse(beyond, QueryExpressions.IsNull(column));
        return ties is null
            ? after
            : Expression.OrElse(after, Expression.AndAlso(Expression.Equal(column, limit), ties));

        // Says again what the rest implies, because an index can begin there.
        BinaryExpression AtOrBeyond(Expression one, Expression other) =>
            descending ? Expression.LessThanOrEqual(one, other) : Expression.GreaterThanOrEqual(one, other);
    }

    public override object? Of(TRow row) => read.Value(row);

    public override object? Read(JsonElement value) =>
        value.Deserialize<TKey>(Wire.Json) switch
        {
            null when !canBeNull => throw new JsonException("The key cannot be empty."),
            string text when text.Contains('\0') => throw new JsonException("A text holds no NUL."),
            var key => key,
        };

    public override void Write(Utf8JsonWriter json, object? value) =>
        JsonSerializer.Serialize(json, (TKey?)value, Wire.Json);
}
