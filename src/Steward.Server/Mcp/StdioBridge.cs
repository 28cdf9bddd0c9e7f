using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Steward.Server.Mcp;

/// <summary>
/// Speaks MCP over standard input and output, one message a line, and passes each message on to a server's MCP endpoint.
/// It holds no state of the server's: after a restart of the server the next request is answered again.
/// </summary>
/// <param name="token">Asked for each message, so that a token that was renewed in its file counts at once.</param>
internal sealed class StdioBridge(
    HttpClient http,
    Uri endpoint,
    Func<string?> token,
    TextReader input,
    TextWriter output
)
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> running = new();
    private readonly Lock writing = new();
    private string? version;
    private string? clientName;

    /// <summary>Ends when the input does and all is answered.</summary>
    public async Task Run(CancellationToken ct)
    {
        var pending = new List<Task>();
        // Reading from a pipe hears no cancellation by itself.
        while (await input.ReadLineAsync(ct).AsTask().WaitAsync(ct) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            pending.RemoveAll(task => task.IsCompleted);
            pending.Add(Pass(line, ct));
        }
        await Task.WhenAll(pending);
    }

    private async Task Pass(string line, CancellationToken ct)
    {
        if (Parse(line) is not { } message)
        {
            WriteError(null, McpErrorCode.ParseError, "The line is not one JSON-RPC message.");
            return;
        }
        var method = Text(message["method"]);
        var id = message["id"];
        if (method == NotificationMethods.CancelledNotification)
        {
            // The server is told by the end of the connection.
            if (running.TryGetValue(Key(message["params"]?["requestId"]), out var cancelled))
                await cancelled.CancelAsync();
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (id is not null)
            running[Key(id)] = stop;
        try
        {
            await Post(line, message, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Who cancelled expects no answer.
        }
        catch (Exception e)
            when (e is HttpRequestException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            if (id is not null)
                WriteError(id, McpErrorCode.InternalError, $"Steward at {endpoint} cannot be reached: {e.Message}");
        }
        finally
        {
            if (id is not null)
                running.TryRemove(Key(id), out _);
        }
    }

    private async Task Post(string line, JsonObject message, CancellationToken ct)
    {
        var method = Text(message["method"]);
        var id = message["id"];
        if (method == RequestMethods.Initialize)
            (version, clientName) = (null, Text(message["params"]?["clientInfo"]?["name"]));
        using var request = Request(line, message["params"] as JsonObject, method);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        var type = response.Content.Headers.ContentType?.MediaType;
        if (type == "text/event-stream")
        {
            await using var stream = await response.Content.ReadAsStreamAsync(ct);
            await foreach (var item in System.Net.ServerSentEvents.SseParser.Create(stream).EnumerateAsync(ct))
                if (Parse(item.Data) is { } sent)
                    Forward(sent, method);
            return;
        }

        var body = Parse(await response.Content.ReadAsStringAsync(ct));
        if (body?["jsonrpc"] is not null && (body["id"] is not null || id is null))
            Forward(body, method);
        else if (id is not null)
            WriteError(id, McpErrorCode.InternalError, Refusal(response, body));
    }

    private HttpRequestMessage Request(string line, JsonObject? parameters, string? method)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new StringContent(line, new MediaTypeHeaderValue("application/json", "utf-8")),
        };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        if (token() is { Length: > 0 } known)
            request.Headers.Authorization = new("Bearer", known);
        Add("MCP-Protocol-Version", Text(parameters?["_meta"]?[MetaKeys.ProtocolVersion]) ?? version);
        Add("Mcp-Method", method);
        Add("Mcp-Name", Text(parameters?["name"]) ?? Text(parameters?["uri"]));
        Add(McpCaller.AgentHeader, clientName);
        return request;

        void Add(string name, string? value)
        {
            if (value is { Length: > 0 })
                request.Headers.TryAddWithoutValidation(name, McpHeaderEncoder.EncodeValue(value));
        }
    }

    private void Forward(JsonObject message, string? method)
    {
        if (method == RequestMethods.Initialize)
            version = Text(message["result"]?["protocolVersion"]) ?? version;
        Write(message);
    }

    private void WriteError(JsonNode? id, McpErrorCode code, string text) =>
        Write(
            new()
            {
                ["jsonrpc"] = "2.0",
                ["id"] = id?.DeepClone(),
                ["error"] = new JsonObject { ["code"] = (int)code, ["message"] = text },
            }
        );

    private void Write(JsonObject message)
    {
        lock (writing)
        {
            output.Write(message.ToJsonString() + "\n");
            output.Flush();
        }
    }

    private static string Refusal(HttpResponseMessage response, JsonObject? body) =>
        (int)response.StatusCode == 401
            ? "The token is missing, not valid or has expired. Put one into STEWARD_TOKEN or the file of --token-file."
            : Text(body?["error"]?["message"])
                ?? Text(body?["detail"])
                ?? $"Steward answered {(int)response.StatusCode}.";

    private static string Key(JsonNode? id) => id?.ToJsonString() ?? "";

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, null, new() { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
