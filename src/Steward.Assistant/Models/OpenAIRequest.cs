using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Steward.Assistant;

/// <summary>A question in the form of OpenAI's chat completions.</summary>
internal static class OpenAIRequest
{
    // It goes into a body of JSON, not into a page: what is beyond ASCII stays as it is, and costs no tokens twice.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(
        ModelProviderOptions provider,
        IEnumerable<ChatMessage> messages,
        ChatOptions? options
    )
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer, Plain);
        json.WriteStartObject();
        json.WriteString("model", provider.Model);
        json.WriteBoolean("stream", true);
        json.WriteStartObject("stream_options");
        json.WriteBoolean("include_usage", true);
        json.WriteEndObject();
        if (options?.MaxOutputTokens is { } most)
            json.WriteNumber(MaxTokens(provider), most);
        json.WriteStartArray("messages");
        foreach (var message in messages)
            Write(json, message);
        json.WriteEndArray();
        if (options?.Tools is { Count: > 0 } tools)
            Write(json, tools);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>OpenAI's newer models refuse the old name; the others do not know the new one.</summary>
    private static string MaxTokens(ModelProviderOptions provider) =>
        provider.Url.Host is "api.openai.com" ? "max_completion_tokens" : "max_tokens";

    private static void Write(Utf8JsonWriter json, ChatMessage message)
    {
        if (message.Role == ChatRole.Tool)
        {
            foreach (var result in message.Contents.OfType<FunctionResultContent>())
            {
                json.WriteStartObject();
                json.WriteString("role", "tool");
                json.WriteString("tool_call_id", result.CallId);
                json.WriteString("content", ToolResults.Text(result));
                json.WriteEndObject();
            }
            return;
        }
        json.WriteStartObject();
        json.WriteString("role", message.Role.Value);
        var images = message.Contents.OfType<DataContent>().Where(data => data.HasTopLevelMediaType("image")).ToList();
        if (images.Count > 0)
            WriteParts(json, message.Text, images);
        else
            json.WriteString("content", message.Text);
        var calls = message.Contents.OfType<FunctionCallContent>().ToList();
        if (calls.Count > 0)
            Write(json, calls);
        json.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter json, string text, List<DataContent> images)
    {
        json.WriteStartArray("content");
        if (text.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("type", "text");
            json.WriteString("text", text);
            json.WriteEndObject();
        }
        foreach (var image in images)
        {
            json.WriteStartObject();
            json.WriteString("type", "image_url");
            json.WriteStartObject("image_url");
            json.WriteString("url", image.Uri);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, List<FunctionCallContent> calls)
    {
        json.WriteStartArray("tool_calls");
        foreach (var call in calls)
        {
            json.WriteStartObject();
            json.WriteString("id", call.CallId);
            json.WriteString("type", "function");
            json.WriteStartObject("function");
            json.WriteString("name", call.Name);
            json.WriteString("arguments", ToolResults.Json(call.Arguments ?? new Dictionary<string, object?>()));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, IList<AITool> tools)
    {
        json.WriteStartArray("tools");
        foreach (var tool in tools.OfType<AIFunctionDeclaration>())
        {
            json.WriteStartObject();
            json.WriteString("type", "function");
            json.WriteStartObject("function");
            json.WriteString("name", tool.Name);
            json.WriteString("description", tool.Description);
            json.WritePropertyName("parameters");
            tool.JsonSchema.WriteTo(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
