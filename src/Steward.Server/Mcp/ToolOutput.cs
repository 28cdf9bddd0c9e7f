using System.Text.Json;
using Steward.Server.Rest;

namespace Steward.Server.Mcp;

/// <summary>What a tool answers: one JSON object, given as structured content and, for older clients, as text.</summary>
internal sealed class ToolOutput(bool isError, Action<Utf8JsonWriter> write)
{
    public static ToolOutput Of(Action<Utf8JsonWriter> write) => new(false, write);

    /// <summary>What an operation came to: of a query its result, of a command that and the change's id.</summary>
    public static ToolOutput Of(OperationInfo operation, Outcome outcome) =>
        Of(json =>
        {
            if (!ToolSchemas.IsWrapped(operation) && outcome.Preview is null)
            {
                WriteResult(json, operation, outcome);
                return;
            }
            json.WriteStartObject();
            if (outcome.Preview is not null)
                json.WriteBoolean("preview", true);
            json.WritePropertyName("result");
            WriteResult(json, operation, outcome);
            if (outcome.Preview is { } rows)
            {
                json.WritePropertyName("changes");
                JsonSerializer.Serialize(json, rows, Wire.Json);
            }
            else if (outcome.ChangeId is { } change)
                json.WriteString("change_id", change);
            else if (operation.IsCommand)
                json.WriteNull("change_id");
            json.WriteEndObject();
        });

    public static ToolOutput Of(RefusalException refusal) =>
        new(
            true,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("code", refusal.Code);
                json.WriteString("message", refusal.Message);
                json.WritePropertyName("params");
                JsonSerializer.Serialize(json, refusal.Params, Wire.Json);
                json.WritePropertyName("errors");
                JsonSerializer.Serialize(json, refusal.Errors, Wire.Json);
                if (refusal.RetryAfter is { } wait)
                    json.WriteNumber("retry_after_seconds", (int)Math.Ceiling(wait.TotalSeconds));
                json.WriteEndObject();
            }
        );

    public McpResult Result => new(WriteTo);

    /// <summary>Writes the members of a CallToolResult.</summary>
    private void WriteTo(Utf8JsonWriter result)
    {
        using var buffer = JsonBuffer.Rent();
        var json = buffer.Begin();
        write(json);
        json.Flush();

        result.WriteStartArray("content");
        result.WriteStartObject();
        result.WriteString("type", "text");
        result.WriteString("text", buffer.Written.Span);
        result.WriteEndObject();
        result.WriteEndArray();
        result.WritePropertyName("structuredContent");
        result.WriteRawValue(buffer.Written.Span, skipInputValidation: true);
        result.WriteBoolean("isError", isError);
    }

    private static void WriteResult(Utf8JsonWriter json, OperationInfo operation, Outcome outcome)
    {
        if (outcome.Result is JsonElement first)
            first.WriteTo(json);
        else
            JsonSerializer.Serialize(json, outcome.Result, operation.ResultType, Wire.Json);
    }
}
