using System.Linq.Expressions;

namespace Steward.Kernel;

/// <summary>One of the enum's values, by wire name, in the order of their declaration.</summary>
internal sealed class ChoiceField<TRow, TEnum> : QueryField<TRow>
    where TEnum : struct, Enum
{
    private static readonly Dictionary<string, TEnum> Known = Enum.GetValues<TEnum>()
        .ToDictionary(value => Wire.Name(value.ToString()), StringComparer.OrdinalIgnoreCase);

    private readonly Expression column;

    public ChoiceField(string name, string description, string example, Expression column)
        : base(name, description, example)
    {
        this.column = column;
        Operators = [.. QueryOperators.Equality, .. QueryExpressions.CanBeNull(column) ? QueryOperators.Emptiness : []];
    }

    public override string Values => $"one of {string.Join(", ", Known.Keys)}";

    internal override IEnumerable<KeyValuePair<string, string>> Words =>
        Known.Keys.Select(key => KeyValuePair.Create(key, ""));

    public override object? Read(QueryValue value, QueryContext context) =>
        Known.TryGetValue(value.Text, out var known) ? known : null;

    public override Expression Condition(QueryOperator written, IReadOnlyList<object> values, QueryContext context) =>
        written is QueryOperator.Empty
            ? QueryExpressions.IsNull(column)
            : QueryExpressions.Join([.. values.Select(value => Is((TEnum)value))], Expression.OrElse);

    /// <summary>The place of the value among the others, since the database keeps names; null where it is null.</summary>
    public static Expression Place(Expression column)
    {
        var type = QueryExpressions.CanBeNull(column) ? typeof(int?) : typeof(int);
        return Enum.GetValues<TEnum>()
            .Select((value, place) => (Value: value, Place: place))
            .Reverse()
            .Aggregate(
                (Expression)Expression.Constant(type == typeof(int) ? 0 : null, type),
                (rest, one) =>
                    Expression.Condition(
                        Expression.Equal(column, Expression.Constant(one.Value, column.Type)),
                        Expression.Constant(one.Place, type),
                        rest
                    )
            );
    }

    private BinaryExpression Is(TEnum value)
    {
        var parameter = QueryExpressions.Parameter(value);
        return Expression.Equal(
            column,
            parameter.Type == column.Type ? parameter : Expression.Convert(parameter, column.Type)
        );
    }
}
