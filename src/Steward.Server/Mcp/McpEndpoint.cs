using System.Text.Json;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using Steward.Server.Rest;

namespace Steward.Server.Mcp;

/// <summary>
/// Streamable HTTP for MCP without sessions: any server of a cluster answers any message.
/// https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http
/// </summary>
internal sealed partial class McpEndpoint(Func<HttpContext, ValueTask<McpService>> open, ILogger<McpEndpoint> log)
{
    /// <param name="open">Authenticates; throws an <see cref="McpFault"/> of 401 if it cannot.</param>
    public static IEndpointConventionBuilder Map(
        IEndpointRouteBuilder routes,
        string path,
        Func<HttpContext, ValueTask<McpService>> open
    )
    {
        var log = routes.ServiceProvider.GetRequiredService<ILogger<McpEndpoint>>();
        var group = routes.MapGroup(path);
        group.MapPost("", new McpEndpoint(open, log).Post);
        group.MapMethods("", ["GET", "DELETE"], RefuseMethod);
        return group;
    }

    private async Task Post(HttpContext http)
    {
        McpRequest? request = null;
        try
        {
            McpAccess.Check(http.Request);
            var service = await open(http);
            request = await McpRequest.Read(http.Request, http.RequestAborted);
            McpHeaders.Check(http.Request.Headers, request);
            await Answer(http, request, service);
        }
        catch (McpFault fault)
        {
            if (fault.Status == StatusCodes.Status401Unauthorized)
                http.Response.Headers.WWWAuthenticate = http.Request.Headers.ContainsKey("Authorization")
                    ? "Bearer error=\"invalid_token\""
                    : "Bearer";
            Write(http, fault.Status, request?.Id, fault.WriteTo);
        }
        catch (BadHttpRequestException bad)
        {
            Write(http, bad.StatusCode, null, McpFault.Invalid(bad.Message).WriteTo);
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            Failed(e);
            Write(http, StatusCodes.Status500InternalServerError, request?.Id, Unexpected.WriteTo);
        }
        finally
        {
            request?.Dispose();
        }
    }

    private static async Task Answer(HttpContext http, McpRequest request, McpService service)
    {
        if (request.Id is not null && await service.Answer(request, http.RequestAborted) is { } result)
            Write(http, StatusCodes.Status200OK, request.Id, json => WriteResult(json, request, result));
        else
            await SdkServer.Answer(http, request, service.Options());
    }

    // Without sessions there is no stream to GET and nothing to DELETE.
    private static void RefuseMethod(HttpContext http)
    {
        http.Response.Headers.Allow = "POST";
        Write(
            http,
            StatusCodes.Status405MethodNotAllowed,
            null,
            McpFault.Invalid("This server keeps no sessions: POST each message.").WriteTo
        );
    }

    private static void WriteResult(Utf8JsonWriter json, McpRequest request, McpResult result)
    {
        json.WriteStartObject("result");
        if (request.Version == McpVersions.PerRequest)
            json.WriteString("resultType", result.Type);
        result.Write(json);
        json.WriteEndObject();
    }

    private static void Write(HttpContext http, int status, JsonElement? id, Action<Utf8JsonWriter> write)
    {
        using var buffer = JsonBuffer.Rent();
        var json = buffer.Begin();
        json.WriteStartObject();
        json.WriteString("jsonrpc", "2.0");
        if (id is { } known)
        {
            json.WritePropertyName("id");
            known.WriteTo(json);
        }
        write(json);
        json.WriteEndObject();
        json.Flush();

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = buffer.Written.Length;
        // Not flushed: it leaves together with the headers when the request ends.
        buffer.CopyTo(http.Response.BodyWriter);
    }

    private static McpFault Unexpected =>
        new(
            StatusCodes.Status500InternalServerError,
            McpErrorCode.InternalError,
            "Something went wrong here. Tell the operator the correlation id."
        );

    [LoggerMessage(EventName = "mcp_failure", Level = LogLevel.Error, Message = "An MCP request failed unexpectedly")]
    private partial void Failed(Exception exception);
}
