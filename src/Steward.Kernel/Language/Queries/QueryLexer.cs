using System.Text;

namespace Steward.Kernel;

/// <summary>Cuts a query into words, quoted texts and symbols, in one pass. It never fails: the parser tells of what is wrong.</summary>
internal sealed class QueryLexer
{
    private const string Ends = "(),\":=!<>“”„";
    private readonly string text;
    private readonly List<QueryToken> tokens = [];
    private int place;

    private QueryLexer(string text) => this.text = text;

    public static List<QueryToken> Read(string text)
    {
        var lexer = new QueryLexer(text);
        while (lexer.place < text.Length)
            lexer.Next();
        lexer.tokens.Add(new(QueryTokenKind.End, "", new(text.Length, 0)));
        return lexer.tokens;
    }

    private void Next()
    {
        var (start, c) = (place, text[place]);
        if (char.IsWhiteSpace(c))
            place++;
        else if (c is '"' or '“' or '„' or '”')
            Quoted(start, c);
        else if (c is '(' or ')' or ',' or ':')
            Add(QueryTokenKind.Symbol, start, ++place);
        else if (c is '=' or '!' or '<' or '>')
            Comparison(start);
        else if (!IsReadable(place))
            Wrong(start, ++place, "this character cannot stand in a query.");
        else if (c is '\'')
            Wrong(start, ++place, "texts stand in double quotes, as \"tax form\".");
        else
            Word(start);
    }

    private void Word(int start)
    {
        while (place < text.Length && (IsInWord(text[place]) || IsTimeColon()) && IsReadable(place))
            place += char.IsHighSurrogate(text[place]) ? 2 : 1;
        Add(QueryTokenKind.Word, start, place);
    }

    private static bool IsInWord(char c) => !char.IsWhiteSpace(c) && !Ends.Contains(c);

    /// <summary>The colon of 15:30 belongs to the word; names of fields do not end in digits.</summary>
    private bool IsTimeColon() =>
        text[place] is ':'
        && place > 0
        && char.IsAsciiDigit(text[place - 1])
        && place + 1 < text.Length
        && char.IsAsciiDigit(text[place + 1]);

    private void Comparison(int start)
    {
        while (place < text.Length && place < start + 2 && text[place] is '=' or '!' or '<' or '>')
            place++;
        var symbol = text[start..place];
        if (symbol is "=" or "!=" or "<" or "<=" or ">" or ">=")
            Add(QueryTokenKind.Symbol, start, place);
        else
            Wrong(
                start,
                place,
                symbol switch
                {
                    "!" => "write 'not' before a condition, or '!=' between a field and a value.",
                    "==" => "equal is written '='.",
                    "<>" => "not equal is written '!='.",
                    "=<" => "at most is written '<='.",
                    "=>" => "at least is written '>='.",
                    _ => "there is no such operator.",
                }
            );
    }

    /// <summary>Phones write “curly” quotes; those close with a curly one.</summary>
    private void Quoted(int start, char open)
    {
        var content = new StringBuilder();
        for (place++; place < text.Length; place++)
        {
            var c = text[place];
            if (open is '"' ? c is '"' : c is '”' or '“')
            {
                place++;
                tokens.Add(new(QueryTokenKind.Quoted, content.ToString(), new(start, place - start)));
                return;
            }
            if (c is '\\' && place + 1 < text.Length && text[place + 1] is '"' or '\\')
                c = text[++place];
            else if (!IsReadable(place))
            {
                Wrong(place, place + 1, "this character cannot stand in a query.");
                place++;
                return;
            }
            else if (char.IsHighSurrogate(c))
            {
                content.Append(c);
                c = text[++place];
            }
            content.Append(c);
        }
        Wrong(start, place, "the text has no closing quote.");
    }

    /// <summary>Neither half a surrogate pair nor NUL, which PostgreSQL cannot hold, nor any other control character.</summary>
    private bool IsReadable(int at) =>
        char.IsHighSurrogate(text[at])
            ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
            : !char.IsLowSurrogate(text[at]) && (char.IsWhiteSpace(text[at]) || !char.IsControl(text[at]));

    private void Add(QueryTokenKind kind, int start, int end) =>
        tokens.Add(new(kind, text[start..end], new(start, end - start)));

    private void Wrong(int start, int end, string why) =>
        tokens.Add(new(QueryTokenKind.Wrong, why, new(start, end - start)));
}
