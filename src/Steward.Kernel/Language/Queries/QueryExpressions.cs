using System.Linq.Expressions;

namespace Steward.Kernel;

internal static class QueryExpressions
{
    /// <summary>The value as a captured variable, which EF Core sends as a parameter: never as a literal in the SQL.</summary>
    public static Expression Parameter<T>(T value)
    {
        Expression<Func<T>> captured = () => value;
        return captured.Body;
    }

    /// <summary>What the lambda says of the language's row.</summary>
    public static Expression Of<TRow>(LambdaExpression lambda) =>
        new Exchange(lambda.Parameters[0], QueryField<TRow>.Row).Visit(lambda.Body)!;

    /// <summary>Halved again and again, so that a hundred conditions do not lie a hundred deep.</summary>
    public static Expression Join(IReadOnlyList<Expression> parts, Func<Expression, Expression, Expression> by) =>
        parts.Count == 1
            ? parts[0]
            : by(Join([.. parts.Take(parts.Count / 2)], by), Join([.. parts.Skip(parts.Count / 2)], by));

    public static bool CanBeNull(Expression value) =>
        !value.Type.IsValueType || Nullable.GetUnderlyingType(value.Type) is not null;

    public static Expression IsNull(Expression value) => Expression.Equal(value, Expression.Constant(null, value.Type));

    public static Expression IsNotNull(Expression value) =>
        Expression.NotEqual(value, Expression.Constant(null, value.Type));

    private sealed class Exchange(Expression one, Expression other) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node) => node == one ? other : base.Visit(node);
    }
}
