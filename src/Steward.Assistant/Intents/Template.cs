using System.Text;

namespace Steward.Assistant;

/// <summary>
/// A sentence written out into all its forms. <c>(a|b)</c> is a choice, <c>[a]</c> may be absent, <c>(a;b)</c> is both in any order,
/// <c>{list:slot}</c> is a slot that a list fills, <c>&lt;rule&gt;</c> stands for another template. What has no blank between it is one word.
/// </summary>
internal sealed class Template
{
    private const int MostForms = 4096;
    private const int MostInAnyOrder = 4;
    private const int Deepest = 16;

    private readonly YamlPart part;
    private readonly string text;
    private readonly IReadOnlyDictionary<string, YamlPart> rules;
    private readonly int depth;
    private int at;

    private Template(YamlPart part, IReadOnlyDictionary<string, YamlPart> rules, int depth)
    {
        (this.part, text, this.rules, this.depth) = (part, part.Text, rules, depth);
        if (depth > Deepest)
            throw part.Fault($"'{text}': rules stand in each other more than {Deepest} deep.");
    }

    /// <summary>Each form as its words and slots; a slot is <c>{list:slot}</c> or <c>{list}</c>.</summary>
    public static IReadOnlyList<string[]> Forms(YamlPart sentence, IReadOnlyDictionary<string, YamlPart> rules)
    {
        var forms = Expand(sentence, rules, 0)
            .Select(form => form.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .DistinctBy(words => string.Join(' ', words))
            .ToList();
        return forms.Exists(words => words is [])
            ? throw sentence.Fault($"'{sentence.Text}' may be nothing at all.")
            : forms;
    }

    private static List<string> Expand(YamlPart part, IReadOnlyDictionary<string, YamlPart> rules, int depth)
    {
        var template = new Template(part, rules, depth);
        var forms = template.Choice();
        return template.at == template.text.Length ? forms : throw template.Fault("a bracket too many");
    }

    private List<string> Choice()
    {
        var (choices, ordered) = (new List<string>(), new List<List<string>>());
        while (true)
        {
            var forms = Row();
            switch (at < text.Length ? text[at] : '\0')
            {
                case '|':
                    at++;
                    choices.AddRange(forms);
                    break;
                case ';':
                    at++;
                    ordered.Add(forms);
                    break;
                default:
                    if (ordered is [])
                        return Bounded([.. choices, .. forms]);
                    return choices is [] ? InAnyOrder([.. ordered, forms]) : throw Fault("| and ; beside each other");
            }
        }
    }

    private List<string> InAnyOrder(IReadOnlyList<List<string>> parts)
    {
        if (parts.Count > MostInAnyOrder)
            throw Fault($"more than {MostInAnyOrder} parts in any order");
        if (parts is [var only])
            return only;
        return Bounded([
            .. parts.SelectMany(
                (first, place) =>
                    Joined(
                        [.. first.Select(form => form + " ")],
                        InAnyOrder([.. parts.Where((_, other) => other != place)])
                    )
            ),
        ]);
    }

    private List<string> Row()
    {
        List<string> forms = [""];
        while (at < text.Length && text[at] is not ('|' or ';' or ')' or ']'))
            forms = Joined(forms, Item());
        return forms;
    }

    private List<string> Joined(List<string> first, List<string> then) =>
        first.Count * then.Count > MostForms
            ? throw Fault($"more than {MostForms} forms")
            : [.. first.SelectMany(form => then.Select(more => form + more))];

    private List<string> Bounded(List<string> forms) =>
        forms.Count > MostForms ? throw Fault($"more than {MostForms} forms") : forms;

    private List<string> Item()
    {
        switch (text[at])
        {
            case '(':
                at++;
                var choice = Choice();
                Close(')');
                return choice;
            case '[':
                at++;
                var option = Choice();
                Close(']');
                return [.. option, ""];
            case '{':
                return [Slot()];
            case '<':
                var name = Name('>');
                return rules.TryGetValue(name, out var rule)
                    ? Expand(rule, rules, depth + 1)
                    : throw Fault($"no rule is called '{name}'");
            default:
                var start = at;
                while (at < text.Length && !"([{<|;)]}>".Contains(text[at]))
                    at++;
                return at > start ? [Words(text[start..at])] : throw Fault($"'{text[at]}' opens nothing");
        }
    }

    private string Slot()
    {
        var isApart = at == 0 || " ([|;".Contains(text[at - 1]);
        var name = Name('}');
        return isApart && (at == text.Length || " )]|;".Contains(text[at]))
            ? $"{{{name}}}"
            : throw Fault($"{{{name}}} is glued to a word");
    }

    private string Name(char end)
    {
        var close = text.IndexOf(end, at);
        if (close < 0)
            throw Fault($"no {end}");
        var name = text[(at + 1)..close];
        at = close + 1;
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or ':')
            ? name
            : throw Fault($"'{name}' is no name");
    }

    private static string Words(string words)
    {
        var plain = new StringBuilder(words.Length);
        foreach (var letter in words)
            plain.Append(char.IsWhiteSpace(letter) ? ' ' : letter);
        return plain.ToString();
    }

    private void Close(char bracket)
    {
        if (at == text.Length || text[at++] != bracket)
            throw Fault($"no {bracket}");
    }

    private IntentFileException Fault(string what) => part.Fault($"'{text}' is no sentence: {what}.");
}
