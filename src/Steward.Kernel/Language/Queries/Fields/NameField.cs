using System.Linq.Expressions;

namespace Steward.Kernel;

/// <summary>Names of other things, which are looked up between the check and the compilation.</summary>
internal sealed class NameField<TRow> : QueryField<TRow>
{
    private readonly Func<IReadOnlyList<Guid>, QueryContext, Expression<Func<TRow, bool>>> anyOf;
    private readonly Func<IReadOnlyList<Guid>, Expression<Func<TRow, bool>>>? sifting;
    private readonly Func<QueryContext, Expression<Func<TRow, bool>>>? without;
    private readonly bool hasMe;

    public NameField(
        string name,
        string kind,
        string description,
        string example,
        Func<IReadOnlyList<Guid>, QueryContext, Expression<Func<TRow, bool>>> anyOf,
        Func<IReadOnlyList<Guid>, Expression<Func<TRow, bool>>>? sifting,
        Func<QueryContext, Expression<Func<TRow, bool>>>? without,
        bool hasMe
    )
        : base(name, description, example)
    {
        (this.anyOf, this.sifting, this.without) = (anyOf, sifting, without);
        (this.hasMe, NameKind) = (hasMe, kind);
        Operators = [.. QueryOperators.Equality, .. without is null ? [] : QueryOperators.Emptiness];
    }

    public override string Values => $"the name of a {NameKind!.Replace('_', ' ')}" + (hasMe ? ", or me" : "");

    internal override IEnumerable<KeyValuePair<string, string>> Words =>
        hasMe ? [KeyValuePair.Create("me", "you")] : [];

    public override object? Read(QueryValue value, QueryContext context) =>
        hasMe && !value.IsQuoted && value.Text.Equals("me", StringComparison.OrdinalIgnoreCase)
            ? (IReadOnlyList<Guid>)[context.Me.Value]
        : string.IsNullOrWhiteSpace(value.Text) ? null
        : new QueryName(NameKind!, value.Text);

    public override Expression Condition(QueryOperator written, IReadOnlyList<object> values, QueryContext context) =>
        QueryExpressions.Of<TRow>(written is QueryOperator.Empty ? without!(context) : anyOf(Ids(values), context));

    public override Expression Sifting(QueryOperator written, IReadOnlyList<object> values, QueryContext context) =>
        written is QueryOperator.Empty || sifting is null
            ? Condition(written, values, context)
            : QueryExpressions.Of<TRow>(sifting(Ids(values)));

    private static List<Guid> Ids(IReadOnlyList<object> values) =>
        [.. values.SelectMany(value => (IReadOnlyList<Guid>)value).Distinct()];
}
