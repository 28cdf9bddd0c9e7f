using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Steward.Kernel;

/// <summary>Finds names that stand where ids may, and puts ids into their places.</summary>
internal static class InputNames
{
    /// <summary>Null: nothing is named, or it cannot be told, since the JSON is not readable.</summary>
    public static Found? Find(OperationInfo operation, ReadOnlyMemory<byte> json)
    {
        if (!operation.TakesNames)
            return null;
        var names = new List<GivenName>();
        var errors = new List<InputError>();
        try
        {
            var replaced = Replace(
                operation,
                json,
                name =>
                {
                    if (Fault(name) is { } error)
                        errors.Add(error);
                    names.Add(name);
                    return Placeholder(name.Text);
                }
            );
            return names is [] ? null : new(replaced, names, errors);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public static byte[] Replace(OperationInfo operation, ReadOnlyMemory<byte> json, Func<GivenName, Guid> id)
    {
        using var document = JsonDocument.Parse(json, new() { MaxDepth = Wire.Json.MaxDepth });
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            new Replacement(writer, id).Write(operation.Inputs, document.RootElement, "");
        return buffer.ToArray();
    }

    private static InputError? Fault(GivenName name) =>
        name.Text.Length > Naming.LongestName
            ? new(
                name.Pointer,
                "too_long",
                $"'{name.Input.Name}' is an id, or a name of at most {Naming.LongestName} characters."
            )
            : Validation.CheckText(name.Text, name.Pointer, name.Input.Name);

    /// <summary>The same for the same name, so that a request and its repetition have the same hash (RFC 9562, 5.8).</summary>
    private static Guid Placeholder(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new(bytes, bigEndian: true);
    }

    /// <param name="Json">The input with placeholders.</param>
    public sealed record Found(byte[] Json, IReadOnlyList<GivenName> Names, IReadOnlyList<InputError> Errors);

    private readonly struct Replacement(Utf8JsonWriter json, Func<GivenName, Guid> id)
    {
        public void Write(IReadOnlyList<InputInfo> inputs, JsonElement body, string pointer)
        {
            if (body.ValueKind is not JsonValueKind.Object)
            {
                Copy(body);
                return;
            }
            json.WriteStartObject();
            foreach (var given in body.EnumerateObject())
            {
                json.WritePropertyName(given.Name);
                if (inputs.FirstOrDefault(input => input.Name == given.Name) is { } input)
                    WriteInput(input, given.Value, pointer + input.Pointer);
                else
                    Copy(given.Value);
            }
            json.WriteEndObject();
        }

        private void WriteInput(InputInfo input, JsonElement given, string pointer)
        {
            if (!input.TakesNames && input.Items is [])
                Copy(given);
            else if (given.ValueKind is JsonValueKind.Array && input.IsList)
            {
                json.WriteStartArray();
                foreach (var (place, item) in given.EnumerateArray().Index())
                    if (input.TakesNames)
                        WriteName(input, item, $"{pointer}/{place}");
                    else
                        Write(input.Items, item, $"{pointer}/{place}");
                json.WriteEndArray();
            }
            else if (input.TakesNames && !input.IsList)
                WriteName(input, given, pointer);
            else
                Copy(given);
        }

        /// <summary>What looks like an id is one.</summary>
        private void WriteName(InputInfo input, JsonElement given, string pointer)
        {
            if (Text(given) is { Length: > 0 } text && !Guid.TryParse(text, out _))
                json.WriteStringValue(id(new(input, pointer, text)));
            else
                Copy(given);
        }

        private void Copy(JsonElement given) =>
            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(given), skipInputValidation: true);

        private static string? Text(JsonElement given)
        {
            try
            {
                return given.ValueKind is JsonValueKind.String ? given.GetString() : null;
            }
            catch (InvalidOperationException)
            {
                // Half a surrogate pair: refused as in any other text.
                return null;
            }
        }
    }
}
