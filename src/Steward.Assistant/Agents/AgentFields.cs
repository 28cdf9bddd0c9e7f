using System.Globalization;

namespace Steward.Assistant;

/// <summary>The known fields of a file, each as what it should be.</summary>
internal sealed class AgentFields(IReadOnlyDictionary<string, FrontField> fields, Findings findings)
{
    private const int LongestItem = 500;

    /// <summary>Where it stands; of one that is not there, where it should.</summary>
    public int Line(string name) => fields.TryGetValue(name, out var field) ? field.Line : 1;

    public string? Text(string name, int longest)
    {
        if (!fields.TryGetValue(name, out var field))
            return null;
        if (field.Items is not null)
            findings.Add(field.Line, $"'{name}' is a text, not a list.");
        return
            Bounded(field, (field.Text ?? string.Join(", ", field.Items ?? [])).Trim(), longest) is var text and not ""
            ? text
            : null;
    }

    public int? Number(string name, int most)
    {
        if (Text(name, LongestItem) is not { } text)
            return null;
        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1
            && number <= most
        )
            return number;
        findings.Add(Line(name), $"'{name}' is a number from 1 to {most}.");
        return number > most ? most : null;
    }

    /// <summary>Null: it is not there.</summary>
    public IReadOnlyList<string>? List(string name, int most) =>
        fields.TryGetValue(name, out var field)
            ? Bounded(field, field.Items ?? (field.Text is { } text ? [text] : []), most)
            : null;

    /// <summary>A list, or names with commas between them, but for those within brackets: <c>Read, Bash(git add, git rm)</c>.</summary>
    public IReadOnlyList<string>? Names(string name, int most) =>
        !fields.TryGetValue(name, out var field) ? null
        : field.Items is { } items ? Bounded(field, items, most)
        : Bounded(field, Split(field.Text ?? ""), most);

    /// <summary>Never with half a surrogate pair at its end.</summary>
    public static string Start(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    private List<string> Bounded(FrontField field, IEnumerable<string> items, int most)
    {
        var some = items.Select(item => item.Trim()).Where(item => item is not "").Distinct().ToList();
        if (some.Count > most)
        {
            findings.Add(field.Line, $"'{field.Name}' has more than {most} items; the first {most} were taken.");
            some.RemoveRange(most, some.Count - most);
        }
        return [.. some.Select(item => Bounded(field, item, LongestItem))];
    }

    private string Bounded(FrontField field, string text, int longest)
    {
        if (text.Length > longest)
            findings.Add(field.Line, $"'{field.Name}' has more than {longest} characters; its beginning was taken.");
        return Start(text, longest);
    }

    private static IEnumerable<string> Split(string text)
    {
        var (begin, depth) = (0, 0);
        for (var at = 0; at < text.Length; at++)
            if (text[at] is '(')
                depth++;
            else if (text[at] is ')')
                depth--;
            else if (text[at] is ',' && depth <= 0)
            {
                yield return text[begin..at];
                begin = at + 1;
            }
        yield return text[begin..];
    }
}
