using System.Linq.Expressions;

namespace Steward.Kernel;

/// <summary>A query whose every word means something, but for the names of other things, which are still to be looked up.</summary>
public sealed class CheckedQuery<TRow>
{
    private readonly QuerySource source;
    private readonly QueryContext context;
    private readonly QueryNode? condition;
    private readonly Dictionary<ConditionSyntax, CheckedCondition<TRow>> conditions;

    internal CheckedQuery(
        QuerySource source,
        QueryContext context,
        QueryNode? condition,
        Dictionary<ConditionSyntax, CheckedCondition<TRow>> conditions,
        QueryOrder<TRow> order
    )
    {
        (this.source, this.context, this.condition, this.conditions) = (source, context, condition, conditions);
        Order = order;
        Names = [.. conditions.Values.SelectMany(one => one.Values).OfType<QueryName>().Distinct()];
    }

    /// <summary>Each once.</summary>
    public IReadOnlyList<QueryName> Names { get; }

    public QueryOrder<TRow> Order { get; }

    /// <summary>Whether a condition is about this field or flag, in whatever way.</summary>
    public bool Mentions(string term) => conditions.Values.Any(condition => condition.Field.Name == term);

    /// <summary>The values of each condition about this field that all rows meet which are found, and that says what they have.</summary>
    public IEnumerable<IReadOnlyList<object>> Needed(string term) => condition is null ? [] : Needed(condition, term);

    /// <summary>Ready to be asked, or the refusal that tells where names stand that mean nothing.</summary>
    /// <param name="resolved">What the names mean, in their order.</param>
    /// <param name="informed">The context, if more of it is known than at the check.</param>
    public Query<TRow> Compile(IReadOnlyList<ResolvedName> resolved, QueryContext? informed = null)
    {
        var meanings = Names
            .Zip(resolved, (name, meaning) => (name, meaning))
            .ToDictionary(pair => pair.name, pair => pair.meaning);
        var unknown = conditions
            .OrderBy(one => one.Key.Name.Span.Start)
            .SelectMany(one => one.Value.Values.Zip(one.Key.Values, (value, written) => (value, written, one.Value)))
            .Where(one => one.value is QueryName name && meanings[name].Ids.Count == 0)
            .Select(one => Unknown((QueryName)one.value, one.written, one.Value.Field, meanings))
            .Take(QueryLimits.Faults)
            .ToList();
        if (unknown.Count > 0)
            throw source.Refusal(unknown);

        var compiling = new Compiling(meanings, informed ?? context);
        return new(
            condition is null
                ? null
                : Expression.Lambda<Func<TRow, bool>>(
                    Of(condition, denied: false, leads: true, compiling),
                    QueryField<TRow>.Row
                ),
            Order
        );
    }

    private IEnumerable<IReadOnlyList<object>> Needed(QueryNode node, string term) =>
        node switch
        {
            AllSyntax all => all.Parts.SelectMany(part => Needed(part, term)),
            ConditionSyntax written
                when conditions[written]
                    is { Operator: QueryOperator.Has or QueryOperator.Equal or QueryOperator.In } one
                    && one.Field.Name == term => [one.Values],
            _ => [],
        };

    /// <summary>Denials go down to the conditions, where it is known what they mean for an empty field.</summary>
    /// <param name="leads">Whether all rows that are found meet the node; then an index may find them by it.</param>
    private Expression Of(QueryNode node, bool denied, bool leads, Compiling compiling) =>
        node switch
        {
            NotSyntax not => Of(not.Inner, !denied, leads, compiling),
            AllSyntax all => Join(all.Parts, denied, leads && !denied, compiling, isAll: !denied),
            AnySyntax any => Join(any.Parts, denied, leads && denied, compiling, isAll: denied),
            ConditionSyntax written => Of(conditions[written], denied, leads, compiling),
            _ => throw new InvalidOperationException($"{node.GetType().Name} is no part of a query."),
        };

    private Expression Join(IReadOnlyList<QueryNode> parts, bool denied, bool leads, Compiling compiling, bool isAll) =>
        QueryExpressions.Join(
            [.. parts.Select(part => Of(part, denied, leads, compiling))],
            isAll ? Expression.AndAlso : Expression.OrElse
        );

    private static Expression Of(CheckedCondition<TRow> condition, bool denied, bool leads, Compiling compiling)
    {
        var (opposite, written) = condition.Operator switch
        {
            QueryOperator.NotEqual => (!denied, QueryOperator.Equal),
            QueryOperator.Set => (!denied, QueryOperator.Empty),
            _ => (denied, condition.Operator),
        };
        IReadOnlyList<object> values =
        [
            .. condition.Values.Select(value => value is QueryName name ? compiling.Meanings[name].Ids : value),
        ];
        var expression =
            leads && !opposite
                ? condition.Field.Condition(written, values, compiling.Context)
                : condition.Field.Sifting(written, values, compiling.Context);
        return opposite ? QueryNegation.Of(expression) : expression;
    }

    private static QueryFault Unknown(
        QueryName name,
        QueryValue written,
        QueryTerm field,
        Dictionary<QueryName, ResolvedName> meanings
    )
    {
        var kind = name.Kind.Replace('_', ' ');
        var hint = field.Operators.Contains(QueryOperator.Empty) ? QueryHints.Empty(written, field.Name) : null;
        return new(written.Span, hint ?? $"there is no {kind} of this name.")
        {
            Expected = [field.Values],
            Suggestions = hint is null ? Spelling.Closest(name.Text, meanings[name].Known ?? []) : [],
        };
    }

    private sealed record Compiling(IReadOnlyDictionary<QueryName, ResolvedName> Meanings, QueryContext Context);
}

/// <summary>A condition, and what it is about.</summary>
/// <param name="Field">The field or flag.</param>
/// <param name="Operator">One of the field's own.</param>
/// <param name="Values">In the field's type, or a <see cref="QueryName"/>.</param>
internal sealed record CheckedCondition<TRow>(
    QueryField<TRow> Field,
    QueryOperator Operator,
    IReadOnlyList<object> Values
);
