using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Features;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Steward.Server.Mcp;

/// <summary>Lets the SDK's server answer one message, as a stream of events.</summary>
internal static class SdkServer
{
    private static readonly JsonTypeInfo<JsonRpcMessage> MessageType =
        (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));

    public static async Task Answer(HttpContext http, McpRequest request, McpServerOptions options)
    {
        var message = Message(http, request);
        var loggers = http.RequestServices.GetService<ILoggerFactory>();
        options.ScopeRequests = false;

        await using var transport = new StreamableHttpServerTransport(loggers) { Stateless = true };
        await using var server = McpServer.Create(transport, options, loggers, http.RequestServices);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var running = server.RunAsync(stop.Token);
        try
        {
            StartStream(http.Response);
            var wrote = await transport.HandlePostRequestAsync(
                message,
                http.Response.Body,
                first => SetStatus(http.Response, request, first),
                http.RequestAborted
            );
            if (!wrote)
            {
                http.Response.ContentType = null;
                http.Response.StatusCode = StatusCodes.Status202Accepted;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static JsonRpcMessage Message(HttpContext http, McpRequest request)
    {
        JsonRpcMessage message;
        try
        {
            message = request.Body.Deserialize(MessageType)!;
        }
        catch (JsonException e)
        {
            throw McpFault.Invalid($"The body is not a JSON-RPC message of MCP: {e.Message}");
        }
        message.Context ??= new();
        message.Context.User = http.User;
        message.Context.ProtocolVersion = http.Request.Headers.ContainsKey("MCP-Protocol-Version")
            ? request.Version
            : null;
        return message;
    }

    private static void StartStream(HttpResponse response)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers["X-Accel-Buffering"] = "no"; // nginx would hold events back
        response.HttpContext.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
    }

    // From 2026-07-28 on some errors have a status of their own; older clients expect 200 and read the error.
    private static ValueTask SetStatus(HttpResponse response, McpRequest request, JsonRpcMessage? first)
    {
        if (request.Version == McpVersions.PerRequest && first is JsonRpcError error && !response.HasStarted)
            response.StatusCode = (McpErrorCode)error.Error.Code switch
            {
                McpErrorCode.MethodNotFound => StatusCodes.Status404NotFound,
                McpErrorCode.MissingRequiredClientCapability
                or McpErrorCode.UnsupportedProtocolVersion
                or McpErrorCode.HeaderMismatch => StatusCodes.Status400BadRequest,
                _ => StatusCodes.Status200OK,
            };
        return default;
    }
}
