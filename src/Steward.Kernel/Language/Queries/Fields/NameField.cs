using System.Linq.Expressions;

namespace Steward.Kernel;

/// <summary>Names of other things, which are looked up between the check and the compilation.</summary>
internal sealed class NameField<TRow> : QueryField<TRow>
{
    private readonly Func<IReadOnlyList<Guid>, Expression<Func<TRow, bool>>> anyOf;
    private readonly Func<QueryContext, Expression<Func<TRow, bool>>>? without;
    private readonly bool hasMe;

    public NameField(
        string name,
        string kind,
        string description,
        string example,
        Func<IReadOnlyList<Guid>, Expression<Func<TRow, bool>>> anyOf,
        Func<QueryContext, Expression<Func<TRow, bool>>>? without,
        bool hasMe
    )
        : base(name, description, example)
    {
        (this.anyOf, this.without, this.hasMe, NameKind) = (anyOf, without, hasMe, kind);
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
        QueryExpressions.Of<TRow>(
            written is QueryOperator.Empty
                ? without!(context)
                : anyOf([.. values.SelectMany(value => (IReadOnlyList<Guid>)value).Distinct()])
        );
}
