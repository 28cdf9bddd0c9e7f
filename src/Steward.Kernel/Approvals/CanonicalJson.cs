using System.Text.Json;
using System.Text.Json.Nodes;

namespace Steward.Kernel;

/// <summary>An operation's input in one way of writing: members in alphabetical order. Null stays: to clear is not to leave alone.</summary>
internal static class CanonicalJson
{
    public static string Of(OperationInfo operation, IOperation input) =>
        Sorted(JsonSerializer.SerializeToNode(input, operation.Type, Wire.Json))!.ToJsonString(Wire.Json);

    public static JsonNode? Sorted(JsonNode? node) =>
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
