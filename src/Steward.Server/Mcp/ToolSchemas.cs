using System.Text.Json.Nodes;

namespace Steward.Server.Mcp;

/// <summary>An operation's schemas as an MCP client sees them.</summary>
internal static class ToolSchemas
{
    /// <summary>Makes a write conditional; stands beside the operation's own inputs.</summary>
    public const string IfVersion = "if_version";

    public static JsonObject Input(OperationInfo operation)
    {
        var schema = Schemas.Input(operation);
        if (operation.Item is { } item)
            schema["properties"]![operation.Inputs.Single(input => input.Items is not []).Name]!["items"] = Told(item);
        if (TakesVersion(operation))
            schema["properties"]![IfVersion] = new JsonObject
            {
                ["type"] = "integer",
                ["description"] = "Only if it still has this version.",
            };
        return schema;
    }

    /// <summary>
    /// Of a command <c>{"result", "change_id"}</c>, of a query its result; or, of either, a refusal. The fields and their types
    /// only: a model reads the answer itself, and each word here costs every conversation.
    /// </summary>
    public static JsonObject Output(OperationInfo operation)
    {
        var schema = Schemas.Output(operation);
        if (operation.Item is { } item)
            schema["properties"]!["items"]!["items"]!["properties"]!["result"] = Told(item, "null");
        foreach (var (_, property) in schema["properties"]?.AsObject() ?? [])
            Shorten(property);
        if (IsWrapped(operation))
            schema = Wrapped(schema, operation);
        // Some clients hold even an error against the schema, so it must let a refusal pass.
        var whole = schema["required"] is JsonArray required ? required.DeepClone() : new JsonArray();
        schema.Remove("required");
        schema["anyOf"] = new JsonArray(
            new JsonObject { ["required"] = whole },
            new JsonObject { ["required"] = new JsonArray("code", "message") }
        );
        return schema;
    }

    /// <summary>Commands say which change they made; what is no object must be put into one.</summary>
    public static bool IsWrapped(OperationInfo operation) =>
        operation.IsCommand || operation.ResultType.IsAssignableTo(typeof(System.Collections.IEnumerable));

    public static bool TakesVersion(OperationInfo operation) =>
        operation is { IsCommand: true, Resources.Count: > 0 }
        && operation.Inputs.All(input => input.Name != IfVersion);

    /// <summary>A bulk tool's items are those of a tool of their own, which is described there.</summary>
    private static JsonObject Told(OperationInfo item, params string[] orElse) =>
        new() { ["type"] = new JsonArray(["object", .. orElse]), ["description"] = $"As of {item.Name}." };

    private static void Shorten(JsonNode? schema)
    {
        if (schema is not JsonObject one)
            return;
        foreach (var word in (string[])["description", "format", "pattern", "enum", "default", "maxLength", "required"])
            one.Remove(word);
        foreach (var (_, property) in one["properties"]?.AsObject() ?? [])
            Shorten(property);
        Shorten(one["items"]);
    }

    private static JsonObject Wrapped(JsonObject result, OperationInfo operation)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["result"] = result },
            ["required"] = new JsonArray("result"),
        };
        if (operation.IsCommand)
        {
            schema["properties"]!["change_id"] = new JsonObject { ["type"] = new JsonArray("string", "null") };
            schema["required"]!.AsArray().Add("change_id");
        }
        return schema;
    }
}
