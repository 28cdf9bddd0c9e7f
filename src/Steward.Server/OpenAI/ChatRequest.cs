using System.Text.Json;
using Steward.Assistant;
using Steward.Server.Rest;

namespace Steward.Server.OpenAI;

/// <summary>What is asked of an agent. How a model is to sample is its provider's, and passed over; what would change the meaning is refused.</summary>
/// <param name="Model">The agent's name.</param>
/// <param name="Text">What the person says, with what was said before.</param>
/// <param name="WithUsage">A stream is to end with what it took.</param>
internal sealed record ChatRequest(string Model, string Text, bool IsStreamed, bool WithUsage)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static async Task<ChatRequest> Read(HttpRequest request, CancellationToken ct)
    {
        MediaTypes.CheckJson(request);
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, Strict, ct);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            throw RefusalException.Invalid("", "malformed_json", "The body is not JSON, or nested too deeply.");
        }
    }

    private static ChatRequest Read(JsonElement body)
    {
        if (body.ValueKind is not JsonValueKind.Object)
            throw RefusalException.Invalid("", "malformed_json", "The body is not a JSON object.");
        RefuseUnserved(body);
        var model = ChatMessages.Text(body, "model", "");
        if (string.IsNullOrWhiteSpace(model))
            throw RefusalException.Invalid(
                "/model",
                "missing",
                "'model' is the name of an agent: GET /v1/models lists them."
            );
        return new(
            model,
            ChatMessages.Read(body),
            Flag(body, "stream"),
            Flag(Part(body, "stream_options"), "include_usage")
        );
    }

    private static void RefuseUnserved(JsonElement body)
    {
        foreach (var name in (string[])["tools", "functions"])
            if (Part(body, name) is { ValueKind: not JsonValueKind.Undefined } tools && !IsEmpty(tools))
                throw RefusalException.Invalid(
                    $"/{name}",
                    "tools_not_supported",
                    $"An agent here uses its own tools and calls none of the client's: send the request without '{name}'."
                );
        if (Part(body, "n") is { ValueKind: JsonValueKind.Number } n && !(n.TryGetInt32(out var count) && count == 1))
            throw RefusalException.Invalid("/n", "unsupported_value", "An agent gives one answer: 'n' is 1 here.");
        if (ChatMessages.Text(Part(body, "response_format"), "type", "/response_format") is not (null or "text"))
            throw RefusalException.Invalid(
                "/response_format",
                "unsupported_value",
                "An agent answers in words: leave 'response_format' out, and ask for the form in the message."
            );
        if (
            Part(body, "modalities") is { ValueKind: JsonValueKind.Array } forms
            && forms
                .EnumerateArray()
                .Any(form => form.ValueKind is not JsonValueKind.String || !form.ValueEquals("text"))
        )
            throw RefusalException.Invalid("/modalities", "unsupported_value", "An agent answers in text only.");
    }

    private static bool IsEmpty(JsonElement tools) =>
        tools.ValueKind is JsonValueKind.Array && tools.GetArrayLength() == 0;

    /// <summary>Undefined, where it is not there or null.</summary>
    private static JsonElement Part(JsonElement of, string name) =>
        of.ValueKind is JsonValueKind.Object
        && of.TryGetProperty(name, out var part)
        && part.ValueKind is not JsonValueKind.Null
            ? part
            : default;

    private static bool Flag(JsonElement of, string name) =>
        Part(of, name).ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Undefined => false,
            _ => throw RefusalException.Invalid($"/{name}", "wrong_type", $"'{name}' must be true or false."),
        };
}
