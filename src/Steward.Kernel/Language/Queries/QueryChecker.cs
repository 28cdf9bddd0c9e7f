namespace Steward.Kernel;

/// <summary>Holds a written query against what is declared, and finds all that is wrong with it, up to a few.</summary>
internal sealed class QueryChecker<TRow>(QueryVocabulary vocabulary, QueryContext context)
{
    private readonly List<QueryFault> faults = [];
    private readonly Dictionary<ConditionSyntax, CheckedCondition<TRow>> conditions = new(
        ReferenceEqualityComparer.Instance
    );
    private int cost;
    private bool isAstray;

    public IReadOnlyList<QueryFault> Faults => faults;
    public Dictionary<ConditionSyntax, CheckedCondition<TRow>> Conditions => conditions;

    public void Check(QueryNode node)
    {
        switch (node)
        {
            case NotSyntax not:
                Check(not.Inner);
                break;
            case AllSyntax all:
                Check(all.Parts);
                break;
            case AnySyntax any:
                Check(any.Parts);
                break;
            case ConditionSyntax condition:
                Check(condition);
                break;
        }
    }

    /// <summary>A bare word behind something wrong belongs to it more often than not, so it is not told as a fault of its own.</summary>
    private void Check(ConditionSyntax condition)
    {
        if (faults.Count == QueryLimits.Faults || (isAstray && condition.Operator is QueryOperator.None))
            return;
        var known = Checked(condition);
        isAstray = known is null;
        if (known is not null)
            conditions.Add(condition, known);
    }

    private void Check(IReadOnlyList<QueryNode> parts)
    {
        foreach (var part in parts)
            Check(part);
    }

    /// <summary>The keys by which the query is ordered, without the id.</summary>
    public List<(QuerySort<TRow>, bool)> Check(IReadOnlyList<SortSyntax> order, IReadOnlyList<QuerySort<TRow>> sorts)
    {
        var keys = new List<(QuerySort<TRow>, bool)>();
        foreach (var written in order)
        {
            var name = vocabulary.Find(written.Name.Text)?.Name ?? written.Name.Text;
            if (sorts.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } sort)
                Fault(
                    written.Name.Span,
                    $"nothing is ordered by this; it can be {string.Join(", ", sorts.Select(one => one.Name))}.",
                    sorts.Select(one => one.Name),
                    Spelling.Closest(written.Name.Text, sorts.Select(one => one.Name))
                );
            else if (keys.Any(key => key.Item1 == sort))
                Fault(written.Name.Span, "the order names this twice.", [], []);
            else
                keys.Add((sort, written.Descending));
        }
        return keys;
    }

    private CheckedCondition<TRow>? Checked(ConditionSyntax condition)
    {
        if (Term(condition) is not { } term)
            return null;
        cost += term.Cost == 1 ? 1 : term.Cost * Math.Max(1, condition.Values.Count);
        if (cost > QueryLimits.Cost)
            return Fault(condition.Name.Span, "the query searches too much at once; search fewer texts.", [], []);
        if (term.IsFlag)
            return new((QueryField<TRow>)term, QueryOperator.None, []);

        var field = (QueryField<TRow>)term;
        if (!field.Operators.Contains(condition.Operator))
            return WrongOperator(condition, field);
        var values = new List<object>();
        foreach (var value in condition.Values)
            if (field.Read(value, context) is { } read)
                values.Add(read);
            else
                WrongValue(value, field);
        return values.Count == condition.Values.Count ? new(field, condition.Operator, values) : null;
    }

    private QueryTerm? Term(ConditionSyntax condition)
    {
        var (name, written) = (condition.Name.Text, condition.Operator);
        if (vocabulary.IsPrefix(name))
            return Prefixed(condition);
        if (vocabulary.Find(name) is not { } term)
            return written is QueryOperator.None ? UnknownFlag(condition) : UnknownField(condition);
        if (term.IsFlag && written is not QueryOperator.None)
        {
            Fault(condition.OperatorSpan, $"'{name}' stands alone, or with 'not' before it.", ["and", "or"], []);
            return null;
        }
        return term;
    }

    private QueryTerm? Prefixed(ConditionSyntax condition)
    {
        var prefix = condition.Name.Text + ":";
        var flags = vocabulary
            .Flags.Where(flag => flag.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (condition is { Operator: QueryOperator.Has, Values: [{ IsQuoted: false } value] })
        {
            if (vocabulary.Find(prefix + value.Text) is { } flag)
                return flag;
            Fault(
                condition.Name.Span.To(value.Span),
                $"there is no such flag; there are {string.Join(", ", flags)}.",
                flags,
                Spelling.Closest(prefix + value.Text, flags)
            );
        }
        else
            Fault(condition.Name.Span, $"this begins a flag: {string.Join(", ", flags)}.", flags, []);
        return null;
    }

    private QueryTerm? UnknownFlag(ConditionSyntax condition)
    {
        var name = condition.Name.Text;
        var close = QueryHints.Word(name) is { } meant
            ? [meant]
            : Spelling.Closest(name, [.. vocabulary.Flags, .. vocabulary.Fields, "and", "or", "not", "order by"]);
        var hint =
            close.Count > 0 ? ""
            : condition.After is { } value ? $" A value of several words is quoted: \"{value.Text} {name}\"."
            : vocabulary.Search is { } search ? $" Texts are searched by {search.Name}:{name}."
            : "";
        Fault(condition.Name.Span, $"there is no such field or flag.{hint}", ["a field", "a flag"], close);
        return null;
    }

    private QueryTerm? UnknownField(ConditionSyntax condition)
    {
        var fields = vocabulary.Fields.ToList();
        var close = Spelling.Closest(condition.Name.Text, fields);
        var hint = close.Count == 0 ? $" There are {string.Join(", ", Plain())}." : "";
        Fault(condition.Name.Span, $"there is no such field.{hint}", fields, close);
        return null;

        IEnumerable<string> Plain() => vocabulary.Terms.Where(term => !term.IsFlag).Select(term => term.Name);
    }

    private CheckedCondition<TRow>? WrongOperator(ConditionSyntax condition, QueryField<TRow> field)
    {
        var possible = field.Operators.Select(one => one.Written()).ToList();
        var name = condition.Name.Text;
        return Fault(
            condition.OperatorSpan,
            condition.Operator switch
            {
                QueryOperator.None => $"'{name}' is a field: an operator and a value are expected, as {field.Example}.",
                QueryOperator.Empty or QueryOperator.Set => $"'{name}' always has a value.",
                var other =>
                    $"'{name}' cannot be compared by '{other.Written()}', but by {string.Join(" ", possible)}.",
            },
            possible,
            []
        );
    }

    private void WrongValue(QueryValue value, QueryField<TRow> field)
    {
        var hint = field.Operators.Contains(QueryOperator.Empty) ? QueryHints.Empty(value, field.Name) : null;
        Fault(
            value.Span,
            hint ?? field.Hint(value) ?? $"expected is {field.Values}.",
            [field.Values],
            hint is null ? Spelling.Closest(value.Text, field.Words.Select(word => word.Key)) : []
        );
    }

    private CheckedCondition<TRow>? Fault(
        QuerySpan span,
        string message,
        IEnumerable<string> expected,
        IReadOnlyList<string> suggestions
    )
    {
        if (faults.Count < QueryLimits.Faults)
            faults.Add(new(span, message) { Expected = [.. expected], Suggestions = suggestions });
        return null;
    }
}
