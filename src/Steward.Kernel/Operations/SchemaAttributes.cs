using System.Reflection;
using System.Text.Json.Nodes;

namespace Steward.Kernel;

/// <summary>Descriptions and checks, as JSON Schema says them.</summary>
internal static class SchemaAttributes
{
    public static void Describe(JsonObject schema, ICustomAttributeProvider member) =>
        Describe(
            schema,
            member.GetCustomAttributes(typeof(DescriptionAttribute), true) is [DescriptionAttribute about, ..]
                ? about.Description
                : "",
            member.GetCustomAttributes(typeof(ValidationAttribute), true).Cast<ValidationAttribute>()
        );

    public static void Describe(JsonObject schema, string description, IEnumerable<ValidationAttribute> checks)
    {
        foreach (var check in checks)
            Add(schema, check);
        if (description is not "")
            schema["description"] = description;
    }

    /// <summary>A row's name where its id may stand, or of each item of a list.</summary>
    public static void AllowNames(JsonObject schema)
    {
        var text = schema["items"] as JsonObject ?? schema;
        text.Remove("format");
        text["minLength"] = 1;
        text["maxLength"] = Naming.LongestName;
    }

    private static void Add(JsonObject schema, ValidationAttribute check)
    {
        switch (check)
        {
            case MaxLengthAttribute { Length: > 0 } most:
                schema[IsList(schema) ? "maxItems" : "maxLength"] = most.Length;
                break;
            case MinLengthAttribute least:
                schema[IsList(schema) ? "minItems" : "minLength"] = least.Length;
                break;
            case StringLengthAttribute length:
                if (length.MinimumLength > 0)
                    schema["minLength"] = length.MinimumLength;
                schema["maxLength"] = length.MaximumLength;
                break;
            case LengthAttribute length:
                schema[IsList(schema) ? "minItems" : "minLength"] = length.MinimumLength;
                schema[IsList(schema) ? "maxItems" : "maxLength"] = length.MaximumLength;
                break;
            case RangeAttribute range:
                schema["minimum"] = JsonValue.Create(Convert.ToInt64(range.Minimum, null));
                schema["maximum"] = JsonValue.Create(Convert.ToInt64(range.Maximum, null));
                break;
            case RegularExpressionAttribute pattern:
                schema["pattern"] = $"^(?:{pattern.Pattern})$";
                break;
            case EmailAddressAttribute:
                schema["format"] = "email";
                break;
            case RequiredAttribute { AllowEmptyStrings: false } when IsOf(schema, "string"):
                schema.TryAdd("minLength", 1);
                break;
        }
    }

    private static bool IsList(JsonObject schema) => IsOf(schema, "array");

    private static bool IsOf(JsonObject schema, string type) =>
        schema["type"] switch
        {
            JsonValue single => single.GetValue<string>() == type,
            JsonArray types => types.Any(one => one?.GetValue<string>() == type),
            _ => false,
        };
}
