using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Primitives;

namespace Steward.Server.Rest;

/// <summary>
/// One input that stands in an address, where everything is text: written as the JSON that its type wants, or as the text it is when
/// that cannot be; then the operation says what is wrong with it.
/// </summary>
internal sealed class InputField
{
    private readonly JsonEncodedText encoded;
    private readonly Kind kind;
    private readonly bool isList;

    public InputField(InputInfo input)
    {
        Name = input.Name;
        encoded = JsonEncodedText.Encode(input.Name);
        isList = IsList(input);
        var type = isList ? Element(input.ValueType) : input.ValueType;
        kind =
            type == typeof(int) || type == typeof(long) ? Kind.Integer
            : type == typeof(decimal) || type == typeof(double) ? Kind.Number
            : type == typeof(bool) ? Kind.Truth
            : IsObject(type) ? Kind.Json
            : Kind.Text;
    }

    private enum Kind
    {
        Text,
        Integer,
        Number,
        Truth,
        Json,
    }

    public string Name { get; }

    public static bool IsList(InputInfo input) =>
        input.ValueType != typeof(string) && input.ValueType.IsAssignableTo(typeof(IEnumerable));

    /// <summary>Whether it has parts, so that only JSON can say it.</summary>
    public static bool IsObject(Type type) =>
        type == typeof(JsonElement) || Wire.Json.GetTypeInfo(type).Kind is JsonTypeInfoKind.Object;

    public static string Pointer(string name) =>
        "/" + (name.Length <= 64 ? name : name[..64] + "...").Replace("~", "~0").Replace("/", "~1");

    public void Write(Utf8JsonWriter json, StringValues values)
    {
        json.WritePropertyName(encoded);
        // What is given twice and is no list becomes one all the same: a wrong type, and told so.
        if (values is [var one] && !isList)
        {
            WriteValue(json, one ?? "");
            return;
        }
        json.WriteStartArray();
        foreach (var value in values)
            WriteValue(json, value ?? "");
        json.WriteEndArray();
    }

    private void WriteValue(Utf8JsonWriter json, string value)
    {
        if (kind is Kind.Integer && long.TryParse(value, NumberStyles.AllowLeadingSign, Invariant, out var integer))
            json.WriteNumberValue(integer);
        else if (kind is Kind.Number && decimal.TryParse(value, Decimal, Invariant, out var number))
            json.WriteNumberValue(number);
        else if (kind is Kind.Truth && value is "true" or "false")
            json.WriteBooleanValue(value is "true");
        else if (kind is Kind.Json && TryParse(value) is { } element)
            element.WriteTo(json);
        else
            json.WriteStringValue(value);
    }

    private static JsonElement? TryParse(string value)
    {
        try
        {
            return JsonElement.Parse(value);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;
    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    private static Type Element(Type list) =>
        list.GetElementType()
        ?? list.GetInterfaces()
            .Prepend(list)
            .First(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            .GenericTypeArguments[0];
}
