namespace Steward.Kernel;

/// <summary>A query as it is written: not yet known whether its words mean anything.</summary>
internal sealed record QuerySyntax(QueryNode? Condition, IReadOnlyList<SortSyntax> Order);

internal abstract record QueryNode;

internal sealed record AllSyntax(IReadOnlyList<QueryNode> Parts) : QueryNode;

internal sealed record AnySyntax(IReadOnlyList<QueryNode> Parts) : QueryNode;

internal sealed record NotSyntax(QueryNode Inner) : QueryNode;

/// <param name="Name">The field or flag.</param>
/// <param name="Operator">What stands between; none for a bare flag.</param>
/// <param name="OperatorSpan">Where.</param>
/// <param name="Values">None, one, or those of the list.</param>
/// <param name="After">The unquoted value right before a bare word, which was perhaps meant to go on.</param>
internal sealed record ConditionSyntax(
    QueryToken Name,
    QueryOperator Operator,
    QuerySpan OperatorSpan,
    IReadOnlyList<QueryValue> Values,
    QueryValue? After = null
) : QueryNode;

internal sealed record QueryValue(string Text, bool IsQuoted, QuerySpan Span);

internal sealed record SortSyntax(QueryToken Name, bool Descending);
