using System.Runtime.InteropServices;
using System.Text.Json;

namespace Steward.Kernel;

/// <summary>
/// Reads the items of a bulk operation one by one, when each is to be done by itself: one that cannot be read is one that fails.
/// </summary>
internal static class BulkInput
{
    /// <summary>Null: they belong together, or the input is not one whose items could be told apart.</summary>
    public static IReadOnlyList<Func<GivenInput>>? Items(
        OperationInfo operation,
        OperationInfo item,
        ReadOnlyMemory<byte> json
    )
    {
        var list = operation.Inputs.Single(input => input.Items is not []);
        using var document = Read(json);
        if (document is null || Find(document.RootElement, list.Name) is not { } items)
            return null;
        return
        [
            .. items
                .EnumerateArray()
                .Select(one => JsonMarshal.GetRawUtf8Value(one).ToArray())
                .Select(one => (Func<GivenInput>)(() => item.Parse(one))),
        ];
    }

    private static JsonElement? Find(JsonElement body, string list)
    {
        try
        {
            return
                body.ValueKind is JsonValueKind.Object
                && body.TryGetProperty("mode", out var mode)
                && mode.ValueKind is JsonValueKind.String
                && mode.ValueEquals("each")
                && body.TryGetProperty(list, out var items)
                && items.ValueKind is JsonValueKind.Array
                && items.GetArrayLength() is > 0 and <= IBulk.Most
                && body.EnumerateObject().All(input => input.Name is "mode" || input.Name == list)
                ? items
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: told by the usual reading.
            return null;
        }
    }

    private static JsonDocument? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, new() { MaxDepth = Wire.Json.MaxDepth });
        }
        catch (JsonException)
        {
            // Told by the usual reading, with its place.
            return null;
        }
    }
}
