namespace Steward.Kernel;

internal enum QueryTokenKind
{
    Word,
    Quoted,
    Symbol,

    /// <summary>What can stand nowhere; <see cref="QueryToken.Text"/> says why.</summary>
    Wrong,
    End,
}

internal readonly record struct QuerySpan(int Start, int Length)
{
    public int End => Start + Length;

    public QuerySpan To(QuerySpan last) => new(Start, last.End - Start);
}

/// <summary>A piece of the query; the text of a quoted one is without its quotes and escapes.</summary>
internal readonly record struct QueryToken(QueryTokenKind Kind, string Text, QuerySpan Span)
{
    public bool IsWord(string word) =>
        Kind is QueryTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsSymbol(string symbol) => Kind is QueryTokenKind.Symbol && Text == symbol;
}
