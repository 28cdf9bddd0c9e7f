using System.Linq.Expressions;

namespace Steward.Kernel;

/// <summary>
/// An instant. A day is compared as a whole, from its midnight to the next in the caller's zone: <c>= today</c> is at any time of it,
/// <c>&gt; today</c> after it has ended.
/// </summary>
internal sealed class TimeField<TRow> : QueryField<TRow>
{
    private readonly Expression column;

    public TimeField(string name, string description, string example, Expression column)
        : base(name, description, example)
    {
        this.column = column;
        Operators = [.. QueryOperators.Ordered, .. QueryExpressions.CanBeNull(column) ? QueryOperators.Emptiness : []];
    }

    public override string Values => "a day or a time, as 2026-12-24, today-7d, now-2h or 2026-12-24T15:00";

    internal override IEnumerable<KeyValuePair<string, string>> Words => QueryMoment.Names;

    public override object? Read(QueryValue value, QueryContext context) => QueryMoment.Read(value.Text, context);

    public override Expression Condition(QueryOperator written, IReadOnlyList<object> values, QueryContext context) =>
        written is QueryOperator.Empty
            ? QueryExpressions.IsNull(column)
            : QueryExpressions.Join(
                [.. values.Select(value => Compared(written, (QueryMoment)value))],
                Expression.OrElse
            );

    private BinaryExpression Compared(QueryOperator written, QueryMoment moment) =>
        (written, moment.Until) switch
        {
            (QueryOperator.Less, _) => Expression.LessThan(column, Value(moment.From)),
            (QueryOperator.GreaterOrEqual, _) => Expression.GreaterThanOrEqual(column, Value(moment.From)),
            (QueryOperator.LessOrEqual, { } until) => Expression.LessThan(column, Value(until)),
            (QueryOperator.LessOrEqual, null) => Expression.LessThanOrEqual(column, Value(moment.From)),
            (QueryOperator.Greater, { } until) => Expression.GreaterThanOrEqual(column, Value(until)),
            (QueryOperator.Greater, null) => Expression.GreaterThan(column, Value(moment.From)),
            (_, { } until) => Expression.AndAlso(
                Expression.GreaterThanOrEqual(column, Value(moment.From)),
                Expression.LessThan(column, Value(until))
            ),
            _ => Expression.Equal(column, Value(moment.From)),
        };

    private Expression Value(DateTimeOffset time)
    {
        var parameter = QueryExpressions.Parameter(time);
        return parameter.Type == column.Type ? parameter : Expression.Convert(parameter, column.Type);
    }
}
