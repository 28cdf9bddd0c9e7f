using System.Text.Json;

namespace Steward.Server.Mcp;

/// <summary>Finds operations by words: a hit in the name counts more than one in the description.</summary>
internal static class OperationSearch
{
    private const int MostResults = 20;
    private const int ShortestWord = 3;
    private static readonly char[] Separators = [' ', '_', '-', ',', '.', ':', ';', '/', '\'', '"'];

    public static ToolOutput Answer(IEnumerable<OperationInfo> usable, ToolArguments arguments)
    {
        arguments.AllowOnly("query", "limit");
        var words = Words(arguments.Text("query") ?? "");
        var limit = (int)Math.Clamp(arguments.Integer("limit") ?? 5, 1, MostResults);
        var found = usable
            .Select(operation => (Operation: operation, Score: Score(operation, words)))
            .Where(one => one.Score > 0 || words.Length == 0)
            .OrderByDescending(one => one.Score)
            .Select(one => one.Operation)
            .ToList();
        return ToolOutput.Of(json => Write(json, found, limit));
    }

    private static void Write(Utf8JsonWriter json, List<OperationInfo> found, int limit)
    {
        json.WriteStartObject();
        json.WriteStartArray("operations");
        foreach (var operation in found.Take(limit))
        {
            json.WriteStartObject();
            json.WriteString("name", operation.Name);
            json.WriteString("description", operation.Description);
            json.WriteString("effect", Wire.Name(operation.Effect.ToString()));
            json.WritePropertyName("input_schema");
            ToolSchemas.Input(operation).WriteTo(json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("others");
        foreach (var operation in found.Skip(limit))
            json.WriteStringValue(operation.Name);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static int Score(OperationInfo operation, string[] words)
    {
        var name = Words(operation.Name);
        var description = Words(operation.Description);
        return words.Sum(word => 3 * Hits(name, word) + Hits(description, word));
    }

    /// <summary>Counts forms of a word, too: task and tasks, complete and completed.</summary>
    private static int Hits(string[] text, string word) =>
        text.Any(other =>
            other.StartsWith(word, StringComparison.Ordinal) || word.StartsWith(other, StringComparison.Ordinal)
        )
            ? 1
            : 0;

    private static string[] Words(string text) =>
        [
            .. text.ToLowerInvariant()
                .Split(Separators, StringSplitOptions.RemoveEmptyEntries)
                .Where(word => word.Length >= ShortestWord),
        ];
}
