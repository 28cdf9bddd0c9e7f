using System.Text;
using System.Text.Json.Nodes;

namespace Steward.Assistant;

/// <summary>
/// A text with places for values: <c>{path}</c>, or <c>{path|form}</c> for one that is shown in a form of its own. What stands in
/// <c>[ ]</c> is left out where a value in it is missing.
/// </summary>
internal sealed class TextTemplate
{
    private readonly List<object> parts = [];

    private TextTemplate() { }

    public static TextTemplate Parse(YamlPart part)
    {
        var (text, at) = (part.Text, 0);
        var template = Parse(part, text, ref at);
        return at == text.Length ? template : throw part.Fault($"'{text}' has a ] too many.");
    }

    /// <summary>All that it shows.</summary>
    public IEnumerable<ValuePath> Paths =>
        parts.SelectMany(part =>
            part switch
            {
                ValuePath path => [path],
                TextTemplate inner => inner.Paths,
                _ => Enumerable.Empty<ValuePath>(),
            }
        );

    /// <summary>The value that it is, if it is nothing else.</summary>
    public ValuePath? Alone => parts is [ValuePath path] ? path : null;

    public string With(Func<ValuePath, string?> value)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
            text.Append(
                part switch
                {
                    ValuePath path => value(path),
                    TextTemplate inner => inner.IsWhole(value) ? inner.With(value) : "",
                    _ => part,
                }
            );
        return text.ToString();
    }

    private bool IsWhole(Func<ValuePath, string?> value) =>
        parts.OfType<ValuePath>().All(path => value(path) is { Length: > 0 });

    private static TextTemplate Parse(YamlPart part, string text, ref int at)
    {
        var template = new TextTemplate();
        var words = new StringBuilder();
        for (; at < text.Length && text[at] is not ']'; at++)
            switch (text[at])
            {
                case '[':
                    at++;
                    Keep();
                    template.parts.Add(Parse(part, text, ref at));
                    if (at == text.Length)
                        throw part.Fault($"'{text}' lacks a ].");
                    break;
                case '{':
                    var close = text.IndexOf('}', at);
                    if (close < 0)
                        throw part.Fault($"'{text}' lacks a }}.");
                    Keep();
                    template.parts.Add(ValuePath.Parse(part, text[(at + 1)..close]));
                    at = close;
                    break;
                default:
                    words.Append(text[at]);
                    break;
            }
        Keep();
        return template;

        void Keep()
        {
            if (words.Length > 0)
                template.parts.Add(words.ToString());
            words.Clear();
        }
    }
}

/// <summary>Where a value is found: <c>quick_add.items.0.task.id</c>.</summary>
/// <param name="Root">A slot, an operation that was called, or what the Assistant knows by itself.</param>
/// <param name="Steps">The names and places below it.</param>
/// <param name="Form">How it is shown; empty: as it is.</param>
internal sealed record ValuePath(string Root, IReadOnlyList<string> Steps, string Form)
{
    private static readonly string[] Forms = ["", "time", "words", "about"];

    public static ValuePath Parse(YamlPart part, string text)
    {
        var (path, form) = text.Split('|', 2) is [var before, var after] ? (before, after) : (text, "");
        var names = path.Split('.');
        if (names.Any(name => name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_')))
            throw part.Fault($"'{text}' is no path to a value.");
        if (!Forms.Contains(form))
            throw part.Fault($"'{form}' is no form. Known are {string.Join(", ", Forms[1..])}.");
        return new(names[0], names[1..], form);
    }

    /// <summary>What stands below a value; null: nothing does.</summary>
    public JsonNode? Below(JsonNode? value)
    {
        foreach (var step in Steps)
            value = value switch
            {
                JsonObject members => members[step],
                JsonArray items when int.TryParse(step, out var place) => items.ElementAtOrDefault(place),
                _ => null,
            };
        return value;
    }
}
