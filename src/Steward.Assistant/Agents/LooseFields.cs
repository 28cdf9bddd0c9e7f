namespace Steward.Assistant;

/// <summary>
/// Front matter as it is meant: a name at the beginning of a line, a colon, and all that follows, whatever signs are in it; below it
/// a list, or more of the text.
/// </summary>
internal static class LooseFields
{
    public static List<FrontField> Read(string[] lines, int above)
    {
        var fields = new List<FrontField>();
        for (var at = 0; at < lines.Length; at++)
        {
            if (Name(lines[at]) is not { } name)
                continue;
            var first = at;
            while (at + 1 < lines.Length && Name(lines[at + 1]) is null)
                at++;
            fields.Add(
                Field(name, first + above + 1, lines[first][(name.Length + 1)..].Trim(), lines[(first + 1)..(at + 1)])
            );
        }
        return fields;
    }

    private static FrontField Field(string name, int line, string value, string[] below)
    {
        string[] more = [.. below.Select(text => text.Trim()).Where(text => text is not ("" or ['#', ..]))];
        if (value is "" && more is [['-', ..], ..])
            return new(
                name,
                line,
                null,
                [.. more.Where(text => text[0] is '-').Select(text => Unquoted(text[1..].Trim()))]
            );
        if (value is ['[', .., ']'])
            return new(name, line, null, [.. value[1..^1].Split(',').Select(text => Unquoted(text.Trim()))]);
        string[] texts = value is "" or "|" or ">" or "|-" or ">-" ? more : [value, .. more];
        return new(name, line, texts is [] ? null : Unquoted(string.Join(' ', texts)), null);
    }

    private static string? Name(string line)
    {
        var end = line.IndexOf(':');
        return
            end > 0
            && char.IsAsciiLetter(line[0])
            && line.AsSpan(0, end).IndexOfAnyExcept(Signs) < 0
            && (end + 1 == line.Length || line[end + 1] is ' ' or '\t')
            ? line[..end]
            : null;
    }

    private static readonly System.Buffers.SearchValues<char> Signs = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"
    );

    private static string Unquoted(string text) => text is ['"', .., '"'] or ['\'', .., '\''] ? text[1..^1] : text;
}
