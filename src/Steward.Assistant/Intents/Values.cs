using System.Globalization;
using System.Text.Json.Nodes;

namespace Steward.Assistant;

/// <summary>What templates are filled with: the slots, what the operations answered, and what is known of the call.</summary>
/// <param name="zone">The zone in which times are shown.</param>
/// <param name="words">What names of the wire are called in the language.</param>
internal sealed class Values(string zone, IReadOnlyDictionary<string, string> words)
{
    private readonly Dictionary<string, Value> byName = [];

    /// <param name="Given">As an input takes it.</param>
    /// <param name="Written">As it stands in a longer input.</param>
    /// <param name="Shown">As people read it.</param>
    private sealed record Value(JsonNode? Given, string? Written, string? Shown);

    public void Set(string name, JsonNode? given) => byName[name] = new(given, null, null);

    public void Set(string name, JsonNode? given, string written, string shown) =>
        byName[name] = new(given, written, shown);

    public JsonNode? Given(ValuePath path) =>
        byName.TryGetValue(path.Root, out var value) ? path.Below(value.Given) : null;

    public string? Written(ValuePath path) =>
        byName.GetValueOrDefault(path.Root)?.Written ?? Plain(Given(path), path.Form);

    public string? Shown(ValuePath path) => byName.GetValueOrDefault(path.Root)?.Shown ?? Plain(Given(path), path.Form);

    /// <summary>The same with the members of one item in front.</summary>
    public Func<ValuePath, string?> ShownWith(JsonNode? item) =>
        path =>
            item is JsonObject members && members.TryGetPropertyValue(path.Root, out var member)
                ? Plain(path.Below(member), path.Form)
                : Shown(path);

    private string? Plain(JsonNode? value, string form) =>
        value switch
        {
            null => null,
            JsonArray items => string.Join(", ", items.Select(item => Plain(item, form))),
            JsonObject members => Day(members),
            _ => InForm(value.ToString(), form),
        };

    /// <summary>When a task is due: the one object that people say in a word.</summary>
    private static string? Day(JsonObject due) =>
        due["time"]?.ToString() is { Length: >= 5 } time ? $"{due["date"]} {time[..5]}" : due["date"]?.ToString();

    private string InForm(string text, string form) =>
        form switch
        {
            "time"
                when DateTimeOffset.TryParse(
                    text,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var at
                ) => Zones.Local(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            "words" => words.GetValueOrDefault(text) ?? text.Replace('_', ' '),
            "about" => text.Split(": ", 2)[^1],
            _ => text,
        };
}
