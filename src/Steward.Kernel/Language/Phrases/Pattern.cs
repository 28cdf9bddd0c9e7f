namespace Steward.Kernel;

/// <param name="Slot">Or a literal.</param>
/// <param name="Text">Of a literal, its word or symbol.</param>
/// <param name="Glued">Whether it stands without a blank after the one before; null: either.</param>
internal readonly record struct PatternPart(Slot Slot, string Text, bool? Glued);

/// <summary>
/// A pattern of a language file, written out into all its forms. (a|b) is a choice, [a] may be absent, {slot} is a slot, &lt;name&gt; a
/// macro; a blank stands for blanks, _ for a blank or none, and what has neither between it must be written in one.
/// </summary>
internal sealed class Pattern(string text, IReadOnlyDictionary<string, string> macros)
{
    private int at;

    private bool IsWhole => at == text.Length;

    public IReadOnlyList<IReadOnlyList<PatternPart>> Forms()
    {
        var forms = Choice(false);
        return IsWhole ? forms : throw Fault();
    }

    private List<IReadOnlyList<PatternPart>> Choice(bool? glued)
    {
        var forms = Sequence(glued);
        while (at < text.Length && text[at] is '|')
        {
            at++;
            forms.AddRange(Sequence(glued));
        }
        return forms;
    }

    private List<IReadOnlyList<PatternPart>> Sequence(bool? glued)
    {
        List<IReadOnlyList<PatternPart>> forms =
        [
            [],
        ];
        while (at < text.Length && text[at] is not ('|' or ')' or ']'))
        {
            if (text[at] is ' ' or '_')
            {
                glued = text[at++] is ' ' ? false : null;
                continue;
            }
            var next = Item(glued);
            forms = [.. forms.SelectMany(form => next.Select(more => (IReadOnlyList<PatternPart>)[.. form, .. more]))];
            glued = true;
        }
        return forms;
    }

    private List<IReadOnlyList<PatternPart>> Item(bool? glued)
    {
        switch (text[at])
        {
            case '(':
                at++;
                var choice = Choice(glued);
                Close(')');
                return choice;
            case '[':
                at++;
                var option = Choice(glued);
                Close(']');
                return [.. option, []];
            case '{':
                return
                [
                    [new(Enum.Parse<Slot>(Name('}').Replace("_", "", StringComparison.Ordinal), true), "", glued)],
                ];
            case '<':
                var inner = new Pattern(macros[Name('>')], macros);
                var forms = inner.Choice(glued);
                return inner.IsWhole ? forms : throw inner.Fault();
            default:
                return
                [
                    [new(Slot.Literal, Literal(), glued)],
                ];
        }
    }

    private string Name(char end)
    {
        var close = text.IndexOf(end, at);
        var name = text[(at + 1)..close];
        at = close + 1;
        return name;
    }

    private string Literal()
    {
        var start = at;
        while (at < text.Length && (char.IsLetter(text[at]) || text[at] is '\''))
            at++;
        if (at == start)
            while (at < text.Length && char.IsAsciiDigit(text[at]))
                at++;
        if (at == start)
            at++;
        return text[start..at];
    }

    private void Close(char bracket)
    {
        if (at == text.Length || text[at++] != bracket)
            throw Fault();
    }

    private FormatException Fault() => new($"'{text}' is no pattern, from its character {at} on.");
}
