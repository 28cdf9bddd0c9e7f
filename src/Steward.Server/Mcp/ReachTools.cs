using System.Text.Json.Nodes;

namespace Steward.Server.Mcp;

/// <summary>The tools through which an agent reaches the operations that are not in the list.</summary>
internal static class ReachTools
{
    public const string Find = "find_operations";
    public const string Run = "run_operation";
    public const string Preview = "preview_operation";

    public static readonly OperationTool[] All =
    [
        OperationTool.Of(
            Find,
            "Find operations",
            "Searches everything you can do here by keywords and answers with each operation's input schema. Use it when "
                + "no other tool fits, then call run_operation.",
            Closed(
                new()
                {
                    ["query"] = Text("Words such as 'undo' or 'recurring task'. Empty: all."),
                    ["limit"] = new JsonObject
                    {
                        ["type"] = "integer",
                        ["minimum"] = 1,
                        ["maximum"] = 20,
                        ["default"] = 5,
                    },
                }
            ),
            Anything("operations"),
            Effect.Read
        ),
        OperationTool.Of(
            Run,
            "Run operation",
            "Runs any operation that find_operations named, with the same rights, approvals and journal as a tool of its own.",
            Closed(
                new()
                {
                    ["name"] = Text("The operation's name, as add_task."),
                    ["input"] = Input,
                    [ToolSchemas.IfVersion] = Version,
                },
                "name"
            ),
            Anything(),
            Effect.Destructive
        ),
        OperationTool.Of(
            Preview,
            "Preview operation",
            "Shows what a command would do, row by row before and after, and does nothing. Use it before anything you are "
                + "not sure of.",
            Closed(
                new()
                {
                    ["name"] = Text("The operation's name, as delete_task."),
                    ["input"] = Input,
                    [ToolSchemas.IfVersion] = Version,
                },
                "name"
            ),
            Anything(),
            Effect.Read
        ),
    ];

    private static JsonObject Input =>
        new() { ["type"] = "object", ["description"] = "The operation's inputs, as its schema says." };

    private static JsonObject Version =>
        new() { ["type"] = "integer", ["description"] = "Only if it still has this version." };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };

    private static JsonObject Closed(JsonObject properties, params string[] required) =>
        new()
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]),
            ["additionalProperties"] = false,
        };

    private static JsonObject Anything(params string[] named) =>
        new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(
                named.Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonObject()))
            ),
        };
}
