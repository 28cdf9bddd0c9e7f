using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Steward.Tests.EveryOperation;

/// <summary>What a caller is told, as text in which two answers can be compared: without what is new in each call.</summary>
internal static partial class Answer
{
    public static async Task<string> Of(Task<Outcome> call)
    {
        try
        {
            var outcome = await call;
            return Json(new { outcome.Result, outcome.Preview });
        }
        catch (RefusalException refusal)
        {
            return Json(
                new
                {
                    refusal.Kind,
                    refusal.Code,
                    refusal.Message,
                    refusal.Errors,
                    Params = refusal.Params.ToDictionary(pair => pair.Key, pair => pair.Value?.ToString()),
                }
            );
        }
    }

    /// <summary>With members in alphabetical order: jsonb keeps them in one of its own.</summary>
    public static string Json(object? value) =>
        value is null
            ? "null"
            : Sorted(JsonSerializer.SerializeToNode(value, value.GetType(), Wire.Json))!.ToJsonString(Wire.Json);

    private static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members
                    .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))
            ),
            JsonArray items => new JsonArray([.. items.Select(Sorted)]),
            _ => node?.DeepClone(),
        };

    /// <summary>
    /// Ids become their place of first appearance, but for those that are known; times and opaque strings (cursors, tokens) go.
    /// </summary>
    public static string Normal(string answer, params IReadOnlyList<string> known)
    {
        var places = new Dictionary<string, int>();
        var text = Id()
            .Replace(answer, match => known.Any(line => line.Contains(match.Value)) ? match.Value : Place(match.Value));
        return Opaque().Replace(Time().Replace(text, "(time)"), "\"(opaque)\"");

        string Place(string id) =>
            $"(id {(places.TryGetValue(id, out var place) ? place : places[id] = places.Count + 1)})";
    }

    [GeneratedRegex("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", RegexOptions.IgnoreCase)]
    private static partial Regex Id();

    [GeneratedRegex(@"\d{4}-?\d\d-?\d\dT\d\d:?\d\d:?\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")]
    private static partial Regex Time();

    [GeneratedRegex("\"(?=[^\"]*[A-Z0-9])[A-Za-z0-9_.-]{20,}\"")]
    private static partial Regex Opaque();
}
