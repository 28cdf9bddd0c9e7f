using System.Linq.Expressions;

namespace Steward.Kernel;

/// <summary>A term with what it means for a row.</summary>
internal abstract class QueryField<TRow>(string name, string description, string example)
    : QueryTerm(name, description, example)
{
    /// <summary>The row in every expression that the language makes.</summary>
    public static readonly ParameterExpression Row = Expression.Parameter(typeof(TRow), "row");

    /// <summary>The value in the field's own type; null when the text is none.</summary>
    public abstract object? Read(QueryValue value, QueryContext context);

    /// <summary>Why a text that is no value is none, if it can be told better than by <see cref="QueryTerm.Values"/>.</summary>
    public virtual string? Hint(QueryValue value) => null;

    /// <summary>True or false for every row, also for those where the field is empty.</summary>
    public abstract Expression Condition(QueryOperator written, IReadOnlyList<object> values, QueryContext context);

    /// <summary>The same of rows that something else finds, or that are to be left out: no index leads to those.</summary>
    public virtual Expression Sifting(QueryOperator written, IReadOnlyList<object> values, QueryContext context) =>
        Condition(written, values, context);
}
