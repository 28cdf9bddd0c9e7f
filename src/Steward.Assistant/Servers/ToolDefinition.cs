using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Steward.Assistant;

/// <summary>What a server says about one of its tools: its words are data, and no more of them is kept than a model needs.</summary>
public sealed record ToolDefinition(
    [property: MaxLength(ServerNames.LongestTool)] string Name,
    [property: MaxLength(ToolDefinition.Longest)] string Text,
    [property: MaxLength(64)] string Hash
)
{
    internal const int Longest = 24_000;
    private const int LongestDescription = 4_000;
    private const int LongestSchema = 16_000;

    /// <summary>Null: it is too large, or called or made so that no model could call it.</summary>
    internal static ToolDefinition? Of(
        string name,
        string? title,
        string? description,
        JsonElement schema,
        JsonElement? annotations
    )
    {
        if (!ServerNames.IsTool(name) || schema.ValueKind is not JsonValueKind.Object)
            return null;
        var whole = new JsonObject
        {
            ["annotations"] = annotations is { } hints ? Sorted(JsonNode.Parse(hints.GetRawText())) : null,
            ["description"] = description,
            ["input_schema"] = Sorted(JsonNode.Parse(schema.GetRawText())),
            ["title"] = title,
        };
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole.ToJsonString(Wire.Json))));
        if (whole["input_schema"]!.ToJsonString(Wire.Json).Length > LongestSchema)
            return null;
        whole["description"] = Texts.HeadAndTail(Texts.Clean(description ?? ""), LongestDescription);
        // A person sees them; nothing is decided by them.
        if (whole["annotations"] is JsonObject kept && kept.ToJsonString().Length > 1000)
            whole["annotations"] = null;
        whole["title"] = title is null ? null : Texts.HeadAndTail(Texts.Clean(title), 200);
        var text = Texts.Clean(whole.ToJsonString(Wire.Json));
        return text.Length > Longest ? null : new(name, text, hash);
    }

    private static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members
                    .OrderBy(member => member.Key, StringComparer.Ordinal)
                    .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))
            ),
            JsonArray items => new JsonArray([.. items.Select(Sorted)]),
            _ => node?.DeepClone(),
        };
}
