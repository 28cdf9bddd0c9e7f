namespace Steward.Kernel;

internal enum QueryExpected
{
    Condition,
    Operator,
    List,
    Value,
    AfterValue,
    Emptiness,
    AfterCondition,
    By,
    SortKey,
    AfterSortKey,
}

/// <summary>Where the reader of an unfinished query stands. What does not fit is passed over.</summary>
internal sealed class QueryPlace(QueryVocabulary vocabulary)
{
    private bool inList;

    public QueryExpected Expected { get; private set; }

    /// <summary>The field that an operator or a value is for.</summary>
    public QueryTerm? Field { get; private set; }

    /// <summary>What the flags that fit begin with: <c>has:</c>.</summary>
    public string? FlagPrefix { get; private set; }

    /// <summary>How many brackets are open.</summary>
    public int Depth { get; private set; }

    public void Pass(QueryToken token) =>
        Expected = Expected switch
        {
            QueryExpected.Condition => Begun(token),
            QueryExpected.Operator => Compared(token),
            QueryExpected.List => Listed(token),
            QueryExpected.Value when token.Kind is QueryTokenKind.Symbol => Expected,
            QueryExpected.Value when inList => QueryExpected.AfterValue,
            QueryExpected.AfterValue => Continued(token),
            QueryExpected.By => token.IsWord("by") ? QueryExpected.SortKey : Joined(token),
            QueryExpected.SortKey => QueryExpected.AfterSortKey,
            QueryExpected.AfterSortKey => token.IsSymbol(",") ? QueryExpected.SortKey : Expected,
            QueryExpected.Value or QueryExpected.Emptiness => QueryExpected.AfterCondition,
            _ => Joined(token),
        };

    private QueryExpected Begun(QueryToken token)
    {
        (FlagPrefix, inList) = (null, false);
        if (token.IsSymbol("("))
            Depth++;
        if (token.Kind is not QueryTokenKind.Word || token.IsWord("not"))
            return QueryExpected.Condition;
        if (token.IsWord("order"))
            return QueryExpected.By;
        Field = vocabulary.Find(token.Text);
        if (vocabulary.IsPrefix(token.Text))
            FlagPrefix = token.Text + ":";
        return Field is { IsFlag: true } ? QueryExpected.AfterCondition : QueryExpected.Operator;
    }

    private QueryExpected Compared(QueryToken token) =>
        QueryOperators.Of(token) is not null ? QueryExpected.Value
        : token.IsWord("in") ? QueryExpected.List
        : token.IsWord("is") ? QueryExpected.Emptiness
        : Joined(token);

    private QueryExpected Listed(QueryToken token)
    {
        inList = token.IsSymbol("(");
        return inList ? QueryExpected.Value : Expected;
    }

    private QueryExpected Continued(QueryToken token)
    {
        if (!token.IsSymbol(")"))
            return token.IsSymbol(",") ? QueryExpected.Value : Expected;
        inList = false;
        return QueryExpected.AfterCondition;
    }

    private QueryExpected Joined(QueryToken token)
    {
        if (token.IsSymbol(")"))
            Depth--;
        return token.IsWord("and") || token.IsWord("or") ? QueryExpected.Condition
            : token.IsSymbol(")") ? QueryExpected.AfterCondition
            : Begun(token);
    }
}
