using System.Linq.Expressions;
using System.Reflection;

namespace Steward.Kernel;

/// <summary>A field whose values stand in an order and which is one column.</summary>
internal abstract class OrderedField<TRow, TValue> : QueryField<TRow>
    where TValue : struct
{
    private static readonly MethodInfo Contains = typeof(Enumerable)
        .GetMethods()
        .Single(method => method.Name == nameof(Enumerable.Contains) && method.GetParameters().Length == 2)
        .MakeGenericMethod(typeof(TValue));

    private readonly Expression column;
    private readonly bool canBeNull;

    protected OrderedField(string name, string description, string example, Expression column)
        : base(name, description, example)
    {
        this.column = column;
        canBeNull = QueryExpressions.CanBeNull(column);
        Operators = [.. QueryOperators.Ordered, .. canBeNull ? QueryOperators.Emptiness : []];
    }

    public override Expression Condition(QueryOperator written, IReadOnlyList<object> values, QueryContext context) =>
        written switch
        {
            QueryOperator.Empty => QueryExpressions.IsNull(column),
            QueryOperator.In => In(values),
            QueryOperator.Less => Expression.LessThan(column, Value(values)),
            QueryOperator.LessOrEqual => Expression.LessThanOrEqual(column, Value(values)),
            QueryOperator.Greater => Expression.GreaterThan(column, Value(values)),
            QueryOperator.GreaterOrEqual => Expression.GreaterThanOrEqual(column, Value(values)),
            _ => Expression.Equal(column, Value(values)),
        };

    private Expression Value(IReadOnlyList<object> values)
    {
        var value = QueryExpressions.Parameter((TValue)values[0]);
        return canBeNull ? Expression.Convert(value, column.Type) : value;
    }

    /// <summary>Asks for null first: a list of values that may be null would cost an alternative that no index serves.</summary>
    private Expression In(IReadOnlyList<object> values)
    {
        var list = QueryExpressions.Parameter<IEnumerable<TValue>>([.. values.Cast<TValue>()]);
        return canBeNull
            ? Expression.AndAlso(
                QueryExpressions.IsNotNull(column),
                Expression.Call(Contains, list, Expression.Property(column, nameof(Nullable<TValue>.Value)))
            )
            : Expression.Call(Contains, list, column);
    }
}
