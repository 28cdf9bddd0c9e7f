namespace Steward.Kernel;

public enum QueryOperator
{
    /// <summary>A bare name, as <c>overdue</c>.</summary>
    None,

    /// <summary>The colon: is, has or holds, whichever is natural for the field.</summary>
    Has,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    Empty,
    Set,
}

internal static class QueryOperators
{
    public static readonly QueryOperator[] Ordered =
    [
        QueryOperator.Has,
        QueryOperator.Equal,
        QueryOperator.NotEqual,
        QueryOperator.Less,
        QueryOperator.LessOrEqual,
        QueryOperator.Greater,
        QueryOperator.GreaterOrEqual,
        QueryOperator.In,
    ];

    public static readonly QueryOperator[] Equality =
    [
        QueryOperator.Has,
        QueryOperator.Equal,
        QueryOperator.NotEqual,
        QueryOperator.In,
    ];

    public static readonly QueryOperator[] Emptiness = [QueryOperator.Empty, QueryOperator.Set];

    public static string Written(this QueryOperator written) =>
        written switch
        {
            QueryOperator.Has => ":",
            QueryOperator.Equal => "=",
            QueryOperator.NotEqual => "!=",
            QueryOperator.Less => "<",
            QueryOperator.LessOrEqual => "<=",
            QueryOperator.Greater => ">",
            QueryOperator.GreaterOrEqual => ">=",
            QueryOperator.In => "in",
            QueryOperator.Empty => "is empty",
            QueryOperator.Set => "is set",
            _ => "",
        };

    public static QueryOperator? Of(QueryToken token) =>
        token.Kind is not QueryTokenKind.Symbol
            ? null
            : token.Text switch
            {
                ":" => QueryOperator.Has,
                "=" => QueryOperator.Equal,
                "!=" => QueryOperator.NotEqual,
                "<" => QueryOperator.Less,
                "<=" => QueryOperator.LessOrEqual,
                ">" => QueryOperator.Greater,
                ">=" => QueryOperator.GreaterOrEqual,
                _ => null,
            };
}
