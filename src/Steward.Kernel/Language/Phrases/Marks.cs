namespace Steward.Kernel;

/// <summary>
/// The marks of a line: #project, /section, @label, +assignee, !1 or p1, // notes, "quotes". They count at a word's beginning
/// only, and a name has a letter in it: C#, a/b, me@example.com, #1 and +49 are text. A name with blanks is written #"Big House".
/// </summary>
internal static class Marks
{
    private const string Closing = ".,;:!?)…";
    private const string Quotes = "\"\"“”„“„”«»»«";

    /// <summary>Of a quote the span is all of it, with what it holds as its value.</summary>
    public static List<PhraseSpan> Read(string line)
    {
        var marks = new List<PhraseSpan>();
        for (var at = 0; at < line.Length; at++)
        {
            if (at > 0 && !char.IsWhiteSpace(line[at - 1]) && !(line[at - 1] is '(' && IsQuote(line[at])))
                continue;
            if (At(line, at) is not { } mark)
                continue;
            marks.Add(mark);
            at = mark.End - 1;
        }
        return marks;
    }

    private static PhraseSpan? At(string line, int at) =>
        line[at] switch
        {
            '#' => Named(line, at, SpanKind.Project),
            '@' => Named(line, at, SpanKind.Label),
            '+' => Named(line, at, SpanKind.Assignee),
            '/' when at + 1 < line.Length && line[at + 1] is '/' => Notes(line, at),
            '/' => Named(line, at, SpanKind.Section),
            '!' or 'p' or 'P' => Priority(line, at),
            var mark when IsQuote(mark) => Quote(line, at),
            _ => null,
        };

    private static PhraseSpan? Named(string line, int at, SpanKind kind)
    {
        if (at + 1 < line.Length && line[at + 1] is '"')
            return Quote(line, at + 1) is { } quote ? new(at, quote.End - at, kind, quote.Value.Trim()) : null;

        var end = at + 1;
        while (end < line.Length && !char.IsWhiteSpace(line[end]))
            end++;
        var name = line.AsSpan(at + 1, end - at - 1).TrimEnd(Closing);
        return IsName(name, kind) ? new(at, name.Length + 1, kind, name.ToString()) : null;
    }

    private static bool IsName(ReadOnlySpan<char> name, SpanKind kind)
    {
        if (name.IsEmpty || !IsNamed(name[0]) || name.Contains('"'))
            return false;
        return kind switch
        {
            SpanKind.Section => !char.IsAsciiDigit(name[0]) && !name.Contains('/'),
            SpanKind.Assignee => !char.IsAsciiDigit(name[0]),
            _ => !IsDigits(name),
        };
    }

    private static bool IsNamed(char c) => char.IsLetterOrDigit(c) || c > 127;

    private static bool IsDigits(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
            if (char.IsAsciiLetter(c) || c > 127)
                return false;
        return true;
    }

    private static PhraseSpan? Priority(string line, int at) =>
        at + 1 < line.Length && line[at + 1] is >= '1' and <= '4' && IsEnd(line, at + 2)
            ? new(at, 2, SpanKind.Priority, line[at + 1].ToString())
            : null;

    private static PhraseSpan? Notes(string line, int at)
    {
        if (at + 2 >= line.Length || !char.IsWhiteSpace(line[at + 2]))
            return null;
        var notes = line[(at + 2)..].Trim();
        return notes.Length == 0 ? null : new(at, line.Length - at, SpanKind.Notes, notes);
    }

    private static bool IsQuote(char c)
    {
        for (var pair = 0; pair < Quotes.Length; pair += 2)
            if (Quotes[pair] == c)
                return true;
        return false;
    }

    private static PhraseSpan? Quote(string line, int at)
    {
        for (var end = at + 1; end < line.Length; end++)
            if (Closes(line[at], line[end]) && IsEnd(line, end + 1))
                return line.AsSpan(at + 1, end - at - 1).IsWhiteSpace()
                    ? null
                    : new(at, end + 1 - at, SpanKind.Quote, line[(at + 1)..end]);
        return null;
    }

    private static bool Closes(char open, char close)
    {
        for (var pair = 0; pair < Quotes.Length; pair += 2)
            if (Quotes[pair] == open && Quotes[pair + 1] == close)
                return true;
        return false;
    }

    private static bool IsEnd(string line, int at)
    {
        while (at < line.Length && Closing.Contains(line[at]))
            at++;
        return at == line.Length || char.IsWhiteSpace(line[at]);
    }
}
