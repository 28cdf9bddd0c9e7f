using System.Linq.Expressions;

namespace Steward.Kernel;

/// <summary>A search by the module's own means, over an index that it has for it.</summary>
internal sealed class SearchField<TRow> : QueryField<TRow>
{
    private readonly Func<string, Expression<Func<TRow, bool>>> holding;

    public SearchField(
        string name,
        string description,
        string example,
        Func<string, Expression<Func<TRow, bool>>> holding
    )
        : base(name, description, example)
    {
        this.holding = holding;
        Operators = [QueryOperator.Has];
    }

    public override string Values => "a text, in quotes if it has several words";

    public override object? Read(QueryValue value, QueryContext context) =>
        string.IsNullOrWhiteSpace(value.Text) ? null : value.Text;

    public override Expression Condition(QueryOperator written, IReadOnlyList<object> values, QueryContext context) =>
        QueryExpressions.Of<TRow>(holding((string)values[0]));
}
