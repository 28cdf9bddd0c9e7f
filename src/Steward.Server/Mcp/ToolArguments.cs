using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Steward.Server.Mcp;

/// <summary>The arguments of a tools/call, read with refusals that name what is wrong.</summary>
internal readonly struct ToolArguments
{
    private readonly JsonElement given;

    /// <param name="given">An object, or nothing at all.</param>
    public ToolArguments(JsonElement given) => this.given = given;

    public string? Text(string name, bool required = false) =>
        Get(name) switch
        {
            { ValueKind: JsonValueKind.String } value => value.GetString(),
            { } => throw WrongType(name, "a string"),
            null when required => throw RefusalException.Invalid("/" + name, "required", $"'{name}' is required."),
            null => null,
        };

    public long? Integer(string name) =>
        Get(name) switch
        {
            { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out var number) => number,
            { } => throw WrongType(name, "an integer"),
            null => null,
        };

    public ToolArguments Object(string name) =>
        Get(name) switch
        {
            { ValueKind: JsonValueKind.Object } value => new(value),
            { } => throw WrongType(name, "an object"),
            null => default,
        };

    public void AllowOnly(params string[] names)
    {
        if (given.ValueKind is not JsonValueKind.Object)
            return;
        foreach (var property in given.EnumerateObject().Where(property => !names.Contains(property.Name)))
            throw RefusalException.Invalid(
                "/" + property.Name,
                "unknown",
                $"'{property.Name}' is not known here. Known are: {string.Join(", ", names)}."
            );
    }

    public ReadOnlyMemory<byte> Json =>
        given.ValueKind is JsonValueKind.Object ? JsonMarshal.GetRawUtf8Value(given).ToArray() : "{}"u8.ToArray();

    /// <summary>As JSON, without one name.</summary>
    public ReadOnlyMemory<byte> Without(string name)
    {
        if (given.ValueKind is not JsonValueKind.Object || !given.TryGetProperty(name, out _))
            return Json;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var property in given.EnumerateObject().Where(property => property.Name != name))
                property.WriteTo(json);
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private JsonElement? Get(string name) =>
        given.ValueKind is JsonValueKind.Object
        && given.TryGetProperty(name, out var value)
        && value.ValueKind is not JsonValueKind.Null
            ? value
            : null;

    private static RefusalException WrongType(string name, string expected) =>
        RefusalException.Invalid("/" + name, "wrong_type", $"'{name}' must be {expected}.");
}
