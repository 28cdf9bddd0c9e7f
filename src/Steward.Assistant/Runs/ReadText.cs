using System.Text.Json;

namespace Steward.Assistant;

/// <summary>Whose text an answer holds: that of rows, told by their ids, or such as nobody can be asked about.</summary>
internal sealed class ReadText
{
    private readonly string asked;
    private readonly HashSet<Guid> rows = [];
    private readonly HashSet<string> ofRows = [];
    private readonly List<string> loose = [];

    private ReadText(string asked) => this.asked = asked;

    public IReadOnlyCollection<Guid> Rows => rows;

    /// <summary>Text that stands in no row.</summary>
    public bool IsUnknown { get; private set; }

    /// <param name="answer">What the tool answered.</param>
    /// <param name="asked">What it was given, as JSON: what is repeated of that is not new.</param>
    public static ReadText Of(ToolAnswer answer, JsonElement? asked)
    {
        var read = new ReadText(asked is { } given ? string.Join('\n', Strings(given)) : "");
        if (answer.Content is { } content)
            read.Walk(content, isInRow: false);
        // What Steward itself says about a call holds no more than the call and the rows that it names.
        read.IsUnknown =
            !answer.IsError
            && (
                answer.Content is null
                || read.loose.Exists(text =>
                    !read.ofRows.Contains(text) && !read.asked.Contains(text, StringComparison.Ordinal)
                )
            );
        return read;
    }

    private static IEnumerable<string> Strings(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array => value.EnumerateArray().SelectMany(Strings),
            JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Strings(member.Value)),
            _ => [],
        };

    /// <summary>Beside the id of another row its name may stand: <c>project_id</c> and <c>project</c>.</summary>
    private void Refer(JsonElement within, JsonProperty member)
    {
        var name = member.Name.AsSpan();
        var other =
            name.EndsWith("_ids") ? $"{name[..^4]}s"
            : name.EndsWith("_id") ? name[..^3].ToString()
            : null;
        if (other is null || !within.TryGetProperty(other, out _))
            return;
        foreach (var text in Strings(member.Value))
            if (Guid.TryParse(text, out var row))
                rows.Add(row);
    }

    private void Walk(JsonElement value, bool isInRow)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                if (
                    value.TryGetProperty("id", out var id)
                    && id.ValueKind is JsonValueKind.String
                    && id.TryGetGuid(out var row)
                )
                {
                    rows.Add(row);
                    isInRow = true;
                }
                foreach (var member in value.EnumerateObject())
                    if (member.Name is not "next_cursor")
                    {
                        Refer(value, member);
                        Walk(member.Value, isInRow);
                    }
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Walk(item, isInRow);
                break;
            case JsonValueKind.String when isInRow:
                ofRows.Add(value.GetString()!);
                break;
            case JsonValueKind.String when CheckWriters.IsText(value):
                loose.Add(value.GetString()!);
                break;
        }
    }
}
