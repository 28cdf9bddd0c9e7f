namespace Steward.Kernel;

/// <summary>
/// Reads the grammar: <c>or</c> binds loosest, then <c>and</c> (also where nothing stands between two conditions), then <c>not</c>.
/// It stops at the first fault, since what follows one is guesswork.
/// </summary>
internal sealed class QueryParser
{
    private static readonly string[] Reserved = ["and", "or", "not"];

    private readonly QuerySource source;
    private readonly List<QueryToken> tokens;
    private int place;
    private int conditions;
    private QueryValue? lastValue;

    private QueryParser(QuerySource source)
    {
        this.source = source;
        tokens = QueryLexer.Read(source.Text);
    }

    public static QuerySyntax Parse(QuerySource source)
    {
        if (source.Text.Length > QueryLimits.Length)
            throw source.Refusal(
                new QueryFault(
                    new(QueryLimits.Length, source.Text.Length - QueryLimits.Length),
                    $"a query has at most {QueryLimits.Length} characters."
                )
            );
        return new QueryParser(source).Query();
    }

    private QueryToken Current => tokens[place];
    private QueryToken Following => tokens[Math.Min(place + 1, tokens.Count - 1)];
    private bool AtOrder => Current.IsWord("order") && Following.IsWord("by");

    private QuerySyntax Query()
    {
        var condition = AtOrder || Current.Kind is QueryTokenKind.End ? null : Any(0);
        var order = AtOrder ? Order() : [];
        if (Current.IsSymbol(")"))
            throw Fault("there is no '(' for this ')'.");
        if (Current.Kind is not QueryTokenKind.End)
            throw order.Count > 0
                ? Fault("after the ordering the query ends.", "asc", "desc", ",", "the end")
                : Fault("here 'and', 'or', 'order by' or the end is expected.", "and", "or", "order by", "the end");
        return new(condition, order);
    }

    private QueryNode Any(int depth)
    {
        List<QueryNode> parts = [All(depth)];
        while (TookWord("or"))
            parts.Add(All(depth));
        return parts is [var one] ? one : new AnySyntax(parts);
    }

    private QueryNode All(int depth)
    {
        List<QueryNode> parts = [One(depth)];
        while (TookWord("and") || BeginsCondition())
            parts.Add(One(depth));
        return parts is [var one] ? one : new AllSyntax(parts);
    }

    private bool BeginsCondition() =>
        Current.Kind is QueryTokenKind.Wrong or QueryTokenKind.Quoted
        || Current.IsSymbol("(")
        || (Current.Kind is QueryTokenKind.Word && !Current.IsWord("or") && !AtOrder);

    private QueryNode One(int depth)
    {
        if (depth > QueryLimits.Depth)
            throw Fault($"brackets and 'not' stand at most {QueryLimits.Depth} deep in each other.");
        if (TookWord("not"))
            return new NotSyntax(One(depth + 1));
        if (!TookSymbol("("))
            return Condition();
        var inner = Any(depth + 1);
        if (!TookSymbol(")"))
            throw Fault("a closing ')' is expected.", ")", "and", "or");
        return inner;
    }

    private ConditionSyntax Condition()
    {
        var name = Current;
        if (name.Kind is QueryTokenKind.Quoted)
            throw Fault("a text cannot stand alone; say which field has it.", "a field");
        if (name.Kind is not QueryTokenKind.Word || Reserved.Any(name.IsWord) || AtOrder)
            throw Fault("a condition is expected.", "a field", "a flag", "not", "(");
        if (++conditions > QueryLimits.Conditions)
            throw Fault($"a query has at most {QueryLimits.Conditions} conditions.");
        if (name.Text is ['-', _, ..])
            throw source.Refusal(
                new QueryFault(name.Span, "a condition is denied with 'not'.")
                {
                    Suggestions = [$"not {name.Text[1..]}"],
                }
            );

        var after = lastValue;
        (place, lastValue) = (place + 1, null);
        var span = Current.Span;
        if (QueryOperators.Of(Current) is { } symbol)
        {
            place++;
            lastValue = Value();
            return new(name, symbol, span, [lastValue]);
        }
        if (TookWord("in"))
            return new(name, QueryOperator.In, span, Values());
        if (Current.IsWord("is") && !Following.IsSymbol(":"))
            return new(name, Emptiness(), span, []);
        return new(name, QueryOperator.None, name.Span, [], after);
    }

    private QueryOperator Emptiness()
    {
        place++;
        if (TookWord("empty"))
            return QueryOperator.Empty;
        if (TookWord("set"))
            return QueryOperator.Set;
        throw Fault("after 'is' stands 'empty' or 'set'; a value is compared with '='.", "empty", "set");
    }

    private List<QueryValue> Values()
    {
        if (!TookSymbol("("))
            throw Fault("after 'in' a list in brackets is expected, as (a, b, \"c d\").", "(");
        var values = new List<QueryValue>();
        do
        {
            if (values.Count == QueryLimits.ListValues)
                throw Fault($"a list has at most {QueryLimits.ListValues} values.");
            values.Add(Value());
        } while (TookSymbol(","));
        if (!TookSymbol(")"))
            throw Fault("in a list ',' or ')' is expected.", ",", ")");
        return values;
    }

    private QueryValue Value()
    {
        var first = Current;
        if (first.Kind is not (QueryTokenKind.Word or QueryTokenKind.Quoted))
            throw Fault("a value is expected.", "a value");
        if (Reserved.Any(first.IsWord))
            throw Fault($"a value is expected; if '{first.Text}' is meant, quote it.", "a value");
        place++;
        if (first.Kind is QueryTokenKind.Quoted)
            return new(first.Text, true, first.Span);
        var value = new QueryValue(first.Text, false, first.Span);
        while (TookOffset() is { } offset)
            value = new(value.Text + offset, false, value.Span.To(tokens[place - 1].Span));
        return value;
    }

    /// <summary>What goes on with a date after a space: <c>today + 7d</c>, <c>today +7d</c>.</summary>
    private string? TookOffset()
    {
        var (sign, number) = (Current, Following);
        if (sign.Kind is not QueryTokenKind.Word)
            return null;
        if (sign.Text is ['+' or '-', >= '0' and <= '9', ..])
            return tokens[place++].Text;
        if (sign.Text is not ("+" or "-") || number is not { Kind: QueryTokenKind.Word, Text: [>= '0' and <= '9', ..] })
            return null;
        place += 2;
        return sign.Text + number.Text;
    }

    private List<SortSyntax> Order()
    {
        place += 2;
        var keys = new List<SortSyntax>();
        do
        {
            if (Current.Kind is not QueryTokenKind.Word)
                throw Fault("a field to order by is expected.", "a field");
            if (keys.Count == QueryLimits.SortKeys)
                throw Fault($"a query is ordered by at most {QueryLimits.SortKeys} fields.");
            var name = tokens[place++];
            var descending = TookWord("desc");
            if (!descending)
                TookWord("asc");
            keys.Add(new(name, descending));
        } while (TookSymbol(","));
        return keys;
    }

    private bool TookWord(string word) => Took(Current.IsWord(word));

    private bool TookSymbol(string symbol) => Took(Current.IsSymbol(symbol));

    private bool Took(bool isThere)
    {
        if (isThere)
            place++;
        return isThere;
    }

    /// <summary>What is wrong with the current piece: its own fault, if it has one.</summary>
    private RefusalException Fault(string message, params string[] expected) =>
        source.Refusal(
            new QueryFault(Current.Span, Current.Kind is QueryTokenKind.Wrong ? Current.Text : message)
            {
                Expected = expected,
            }
        );
}
