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
        if (
            document?.RootElement is not { ValueKind: JsonValueKind.Object } body
            || !body.TryGetProperty("mode", out var mode)
            || mode.ValueKind is not JsonValueKind.String
            || !mode.ValueEquals("each")
            || !body.TryGetProperty(list.Name, out var items)
            || items.ValueKind is not JsonValueKind.Array
            || items.GetArrayLength() is 0
            || items.GetArrayLength() > IBulk.Most
            || body.EnumerateObject().Any(input => input.Name is not "mode" && input.Name != list.Name)
        )
            return null;
        return
        [
            .. items
                .EnumerateArray()
                .Select(one => JsonMarshal.GetRawUtf8Value(one).ToArray())
                .Select(one => (Func<GivenInput>)(() => item.Parse(one))),
        ];
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
