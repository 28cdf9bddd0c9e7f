using System.Linq.Expressions;

namespace Steward.Kernel;

/// <summary>What a row is or is not: <c>overdue</c>, <c>has:children</c>.</summary>
internal sealed class FlagField<TRow>(
    string name,
    string description,
    Func<QueryContext, Expression<Func<TRow, bool>>> holds
) : QueryField<TRow>(name, description, name)
{
    public override string Values => "";

    public override object? Read(QueryValue value, QueryContext context) => null;

    public override Expression Condition(QueryOperator written, IReadOnlyList<object> values, QueryContext context) =>
        QueryExpressions.Of<TRow>(holds(context));
}
