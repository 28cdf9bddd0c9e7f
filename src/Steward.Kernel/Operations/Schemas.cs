using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace Steward.Kernel;

/// <summary>
/// JSON Schema (2020-12) of what goes into an operation and what comes out. Without <c>components</c> a schema stands by
/// itself, as MCP wants it; with them, records are put there once under their name and referred to, as OpenAPI wants it.
/// </summary>
public static class Schemas
{
    /// <summary>The input as one object; closed, since unknown names are refused.</summary>
    public static JsonObject Input(OperationInfo operation, JsonObject? components = null) =>
        Input(operation.Inputs, components);

    /// <summary>The same for some of an operation's inputs: those of its body, say.</summary>
    public static JsonObject Input(IReadOnlyList<InputInfo> inputs, JsonObject? components = null)
    {
        var properties = new JsonObject();
        foreach (var input in inputs)
            properties[input.Name] = Of(input, components);
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (inputs.Any(input => input.IsRequired))
            schema["required"] = new JsonArray([
                .. inputs.Where(input => input.IsRequired).Select(input => (JsonNode)input.Name),
            ]);
        schema["additionalProperties"] = false;
        return schema;
    }

    public static JsonNode Of(InputInfo input, JsonObject? components = null)
    {
        var schema = input.Items is []
            ? new SchemaBuilder(components, input).Build(input.ValueType).AsObject()
            : new JsonObject { ["type"] = "array", ["items"] = Input(input.Items, components) };
        if (input.TakesNames)
            SchemaAttributes.AllowNames(schema);
        SchemaAttributes.Describe(schema, input.Description, input.Checks);
        if (input.IsNullable && !IsFlatDefault(input))
            SchemaBuilder.AllowNull(schema);
        if (input.Default is { } value)
            schema["default"] = JsonSerializer.SerializeToNode(value, value.GetType(), Wire.Json);
        return schema;
    }

    /// <summary>The result; an operation that has nothing to say answers with an empty object.</summary>
    public static JsonObject Output(OperationInfo operation, JsonObject? components = null) =>
        Of(operation.ResultType, components);

    /// <summary>What Steward writes for the type.</summary>
    public static JsonObject Of(Type type, JsonObject? components = null) =>
        new SchemaBuilder(components).Build(type).AsObject();

    /// <summary>A value type with a default (<c>int Limit = 50</c>) may be left out, but is not null.</summary>
    private static bool IsFlatDefault(InputInfo input) =>
        input.Property.PropertyType is { IsValueType: true } type
        && Nullable.GetUnderlyingType(type) is null
        && !type.IsAssignableTo(typeof(IOptional));
}

/// <summary>The framework's exporter, told of what it cannot know: our converters, attributes and components.</summary>
/// <param name="components">Where records are put, if anywhere.</param>
/// <param name="input">What it is about; null: what is written, not read.</param>
internal sealed class SchemaBuilder(JsonObject? components, InputInfo? input = null)
{
    private readonly bool isInput = input is not null;

    public JsonNode Build(Type type) =>
        Wire.Json.GetJsonSchemaAsNode(
            type,
            new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform }
        );

    public static void AllowNull(JsonObject schema)
    {
        switch (schema["type"])
        {
            case JsonValue single when single.GetValue<string>() != "null":
                schema["type"] = new JsonArray(single.GetValue<string>(), "null");
                break;
            case null when schema.ContainsKey("$ref"):
                var reference = schema["$ref"]!.DeepClone();
                schema.Remove("$ref");
                schema["anyOf"] = new JsonArray(
                    new JsonObject { ["$ref"] = reference },
                    new JsonObject { ["type"] = "null" }
                );
                break;
        }
        if (schema["enum"] is JsonArray values && values.All(value => value is not null))
            values.Add(null);
    }

    private JsonObject Transform(JsonSchemaExporterContext context, JsonNode generated)
    {
        var declared = context.TypeInfo.Type;
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type.IsAssignableTo(typeof(IOptional)))
            return Finish(context, Build(type.GenericTypeArguments[0]).AsObject(), isNullable: true);

        var isNullable = type != declared || AllowsNull(generated);
        var schema = Known(type) ?? generated as JsonObject ?? [];
        if (schema.ContainsKey("enum"))
            schema = new JsonObject { ["type"] = "string", ["enum"] = Values(schema["enum"]!.AsArray()) };
        // The exporter leaves out what it takes for unrestricted: any value of a type with a converter of ours.
        if (context.TypeInfo is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element })
            schema.TryAdd("items", Build(element));
        if (context.TypeInfo is { Kind: JsonTypeInfoKind.Dictionary, ElementType: { } value })
            schema.TryAdd("additionalProperties", Build(value));
        if (context.TypeInfo.Kind is JsonTypeInfoKind.Object)
            schema = Named(type, Shape(context.TypeInfo, schema));
        return Finish(context, schema, isNullable && Known(type)?.Count != 0);
    }

    private JsonObject Finish(JsonSchemaExporterContext context, JsonObject schema, bool isNullable)
    {
        if (!isInput || schema["default"] is null)
            schema.Remove("default");
        if (isNullable)
            AllowNull(schema);
        if (context.PropertyInfo?.AttributeProvider is { } property)
            DescribeMember(schema, context.PropertyInfo, property);
        return schema;
    }

    private void DescribeMember(JsonObject schema, JsonPropertyInfo member, ICustomAttributeProvider property)
    {
        var inner = input?.Items.FirstOrDefault(item =>
            item.Name == member.Name && item.Property.ReflectedType == member.DeclaringType
        );
        if (inner is { TakesNames: true })
            SchemaAttributes.AllowNames(schema);
        SchemaAttributes.Describe(schema, property);
        if (inner is { TakesNames: true })
            schema["description"] = inner.Description;
    }

    /// <summary>What our converters write.</summary>
    private static JsonObject? Known(Type type) =>
        type switch
        {
            _ when type == typeof(string) => new() { ["type"] = "string" },
            _ when type == typeof(UserId) || type == typeof(TenantId) => Text("uuid"),
            _ when type == typeof(DateTimeOffset) => Text("date-time"),
            // The format "time" of JSON Schema wants an offset, which a local time does not have.
            _ when type == typeof(TimeOnly) => new()
            {
                ["type"] = "string",
                ["pattern"] = @"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,7})?)?$",
            },
            _ when type == typeof(JsonElement) || type == typeof(object) => [],
            _ => null,
        };

    private static JsonObject Text(string format) => new() { ["type"] = "string", ["format"] = format };

    private static bool AllowsNull(JsonNode schema) =>
        schema is JsonObject
        && schema["type"] is JsonArray types
        && types.Any(type => type?.GetValue<string>() == "null");

    private static JsonArray Values(JsonArray values) =>
        [.. values.Where(value => value is not null).Select(value => value!.DeepClone())];

    private JsonObject Shape(JsonTypeInfo type, JsonObject schema)
    {
        var shaped = new JsonObject { ["type"] = "object" };
        SchemaAttributes.Describe(shaped, type.Type);
        shaped["properties"] = schema["properties"]?.DeepClone() ?? new JsonObject();
        // What we write is always whole; of what we are given, only what has no default must be there.
        var required = type
            .Properties.Where(property =>
                isInput ? property.IsRequired : !property.PropertyType.IsAssignableTo(typeof(IOptional))
            )
            .Select(property => (JsonNode)property.Name)
            .ToArray();
        if (required is not [])
            shaped["required"] = new JsonArray(required);
        if (isInput)
            shaped["additionalProperties"] = false;
        return shaped;
    }

    private JsonObject Named(Type type, JsonObject schema)
    {
        if (components is null || type.IsGenericType)
            return schema;
        var name = isInput ? type.Name + "Input" : type.Name;
        components[name] = schema;
        return new() { ["$ref"] = "#/components/schemas/" + name };
    }
}
