using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Steward.Server.Mcp;

/// <summary>One JSON-RPC message as a client sent it: a request, a notification, or (old revisions) an answer.</summary>
internal sealed class McpRequest : IDisposable
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly JsonDocument document;

    private McpRequest(JsonDocument document) => this.document = document;

    public JsonElement Body => document.RootElement;

    /// <summary>Absent in a notification.</summary>
    public JsonElement? Id { get; private set; }

    /// <summary>Empty in an answer.</summary>
    public string Method { get; private set; } = "";

    public JsonElement Params { get; private set; }
    public string Version { get; set; } = McpVersions.BeforeHeader;

    public static async Task<McpRequest> Read(HttpRequest http, CancellationToken ct)
    {
        var document = await Parse(http, ct);
        try
        {
            return new McpRequest(document).Checked();
        }
        catch
        {
            document.Dispose();
            throw;
        }
    }

    /// <summary>A request that comes from this process.</summary>
    public static McpRequest Of(JsonRpcRequest message)
    {
        var document = JsonSerializer.SerializeToDocument<JsonRpcMessage>(message, McpJsonUtilities.DefaultOptions);
        try
        {
            return new McpRequest(document).Checked();
        }
        catch
        {
            document.Dispose();
            throw;
        }
    }

    /// <summary>A text under <c>params</c>; null if it is absent or no text.</summary>
    public string? Text(string name) => TextOf(Params, name);

    /// <summary>The arguments of a tools/call: an object, or nothing.</summary>
    public JsonElement Arguments =>
        Params.ValueKind != JsonValueKind.Object || !Params.TryGetProperty("arguments", out var given) ? default
        : given.ValueKind is JsonValueKind.Object or JsonValueKind.Null ? given
        : throw McpFault.InvalidParams("The arguments of a tool must be an object.");

    /// <summary>A value under <c>params._meta</c>.</summary>
    public JsonElement? Meta(string name) =>
        Params.ValueKind == JsonValueKind.Object
        && Params.TryGetProperty("_meta", out var meta)
        && meta.ValueKind == JsonValueKind.Object
        && meta.TryGetProperty(name, out var value)
            ? value
            : null;

    /// <summary>The name under which the client introduces itself, where this message tells.</summary>
    public string? ClientName =>
        Meta(MetaKeys.ClientInfo) is { ValueKind: JsonValueKind.Object } client ? TextOf(client, "name") : null;

    public void Dispose() => document.Dispose();

    // A property given twice could be read one way by a header check and another way by the tool.
    private static async Task<JsonDocument> Parse(HttpRequest http, CancellationToken ct)
    {
        try
        {
            return await JsonDocument.ParseAsync(http.Body, Strict, ct);
        }
        catch (JsonException e)
        {
            throw McpFault.Unparsable($"The body is not valid JSON: {e.Message}");
        }
    }

    private McpRequest Checked()
    {
        if (!IsUnicode(Body))
            throw McpFault.Unparsable("The body holds text that is not valid Unicode.");
        if (Body.ValueKind == JsonValueKind.Array)
            throw McpFault.Invalid("Batches are not served. Send each message in a POST of its own.");
        if (Body.ValueKind != JsonValueKind.Object || TextOf(Body, "jsonrpc") != "2.0")
            throw McpFault.Invalid("The body is not a JSON-RPC 2.0 message.");

        if (Body.TryGetProperty("id", out var id))
            Id =
                id.ValueKind is JsonValueKind.String || (id.ValueKind is JsonValueKind.Number && id.TryGetInt64(out _))
                    ? id
                    : throw McpFault.Invalid("The id must be a string or an integer.");
        if (Body.TryGetProperty("params", out var parameters))
            Params =
                parameters.ValueKind is JsonValueKind.Object
                    ? parameters
                    : throw McpFault.Invalid("The params must be an object.");

        Method = TextOf(Body, "method") ?? "";
        if (Method.Length == 0 && !(Body.TryGetProperty("result", out _) || Body.TryGetProperty("error", out _)))
            throw McpFault.Invalid("The message names no method.");
        return this;
    }

    // The parser leaves this to whoever reads a text, deep inside a tool.
    private static bool IsUnicode(JsonElement body)
    {
        var raw = JsonMarshal.GetRawUtf8Value(body);
        return Utf8.IsValid(raw) && (raw.IndexOf("\\u"u8) < 0 || !HoldsHalfAPair(body));
    }

    private static bool HoldsHalfAPair(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().Any(p => p.Name is null || HoldsHalfAPair(p.Value)),
                JsonValueKind.Array => element.EnumerateArray().Any(HoldsHalfAPair),
                JsonValueKind.String => element.GetString() is null,
                _ => false,
            };
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
