using System.Linq.Expressions;
using static System.Linq.Expressions.ExpressionType;

namespace Steward.Kernel;

/// <summary>
/// The opposite of a condition, by De Morgan's laws. C# calls <c>due &lt; today</c> false where due is null, SQL calls it unknown, and
/// unknown again when it is denied; so the opposite says what holds for null.
/// </summary>
internal static class QueryNegation
{
    public static Expression Of(Expression condition) =>
        condition switch
        {
            UnaryExpression { NodeType: ExpressionType.Not } not => not.Operand,
            BinaryExpression { NodeType: AndAlso } and => Expression.OrElse(Of(and.Left), Of(and.Right)),
            BinaryExpression { NodeType: OrElse } or => Expression.AndAlso(Of(or.Left), Of(or.Right)),
            BinaryExpression { NodeType: Equal, Method: null } equal => Expression.NotEqual(equal.Left, equal.Right),
            BinaryExpression { NodeType: NotEqual, Method: null } unequal => Expression.Equal(
                unequal.Left,
                unequal.Right
            ),
            BinaryExpression { NodeType: LessThan or LessThanOrEqual or GreaterThan or GreaterThanOrEqual } compared =>
                OrNull(compared),
            ConstantExpression { Value: bool value } => Expression.Constant(!value),
            _ => Expression.Not(condition),
        };

    private static Expression OrNull(BinaryExpression compared)
    {
        var (left, right) = (compared.Left, compared.Right);
        Expression opposite = compared.NodeType switch
        {
            LessThan => Expression.GreaterThanOrEqual(left, right),
            LessThanOrEqual => Expression.GreaterThan(left, right),
            GreaterThan => Expression.LessThanOrEqual(left, right),
            _ => Expression.LessThan(left, right),
        };
        if (MayBeNull(right))
            opposite = Expression.OrElse(QueryExpressions.IsNull(right), opposite);
        return MayBeNull(left) ? Expression.OrElse(QueryExpressions.IsNull(left), opposite) : opposite;
    }

    /// <summary>Not what was only made nullable to be compared with something nullable.</summary>
    private static bool MayBeNull(Expression side) =>
        Nullable.GetUnderlyingType(side.Type) is not null
        && (
            side is not UnaryExpression { NodeType: ExpressionType.Convert } made
            || QueryExpressions.CanBeNull(made.Operand)
        );
}
