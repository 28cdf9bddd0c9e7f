using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Steward.Server.Mcp;

/// <summary>One tool of the list, written once.</summary>
/// <param name="Json">The <c>Tool</c> of the protocol.</param>
internal sealed record OperationTool(string Name, byte[] Json)
{
    private static readonly JsonSerializerOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static OperationTool Of(OperationInfo operation) =>
        Of(
            operation.Name,
            operation.Title,
            operation.Description,
            ToolSchemas.Input(operation),
            ToolSchemas.Output(operation),
            operation.Effect
        );

    public static OperationTool Of(
        string name,
        string title,
        string description,
        JsonObject input,
        JsonObject output,
        Effect effect
    ) =>
        new(
            name,
            JsonSerializer.SerializeToUtf8Bytes(
                new JsonObject
                {
                    ["name"] = name,
                    ["title"] = title,
                    ["description"] = description,
                    ["inputSchema"] = input,
                    ["outputSchema"] = output,
                    ["annotations"] = Annotations(effect),
                },
                Writing
            )
        );

    // Left out, a client assumes the worst: that a tool writes, destroys, and reaches out into the world.
    private static JsonObject Annotations(Effect effect)
    {
        var annotations = new JsonObject { ["readOnlyHint"] = effect is Effect.Read };
        if (effect is not Effect.Read)
            annotations["destructiveHint"] = effect is not Effect.Write;
        annotations["openWorldHint"] = effect is Effect.Outward;
        return annotations;
    }
}
