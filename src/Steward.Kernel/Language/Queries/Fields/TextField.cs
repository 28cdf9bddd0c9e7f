using System.Linq.Expressions;
using System.Reflection;

namespace Steward.Kernel;

/// <summary>A column of text: the colon finds what it holds, the equals sign the whole of it, both without regard to case.</summary>
internal sealed class TextField<TRow> : QueryField<TRow>
{
    private static readonly MethodInfo ToLower = typeof(string).GetMethod(nameof(string.ToLower), [])!;
    private static readonly MethodInfo Contains = typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!;

    private readonly Expression column;

    public TextField(string name, string description, string example, Expression column)
        : base(name, description, example)
    {
        this.column = column;
        Operators = [.. QueryOperators.Equality, .. QueryOperators.Emptiness];
    }

    public override string Values => "a text, in quotes if it has several words";

    public override object? Read(QueryValue value, QueryContext context) => value.Text;

    public override Expression Condition(QueryOperator written, IReadOnlyList<object> values, QueryContext context) =>
        written is QueryOperator.Empty
            ? Expression.OrElse(QueryExpressions.IsNull(column), Expression.Equal(column, Expression.Constant("")))
            : Expression.AndAlso(
                QueryExpressions.IsNotNull(column),
                QueryExpressions.Join([.. values.Select(value => Matches(written, (string)value))], Expression.OrElse)
            );

    private Expression Matches(QueryOperator written, string text)
    {
        var lower = Expression.Call(column, ToLower);
        var sought = Expression.Call(QueryExpressions.Parameter(text), ToLower);
        return written is QueryOperator.Has
            ? Expression.Call(lower, Contains, sought)
            : Expression.Equal(lower, sought);
    }
}
