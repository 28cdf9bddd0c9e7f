using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Steward.Server.Mcp;

/// <summary>
/// Streamable HTTP for MCP without sessions: any server of a cluster answers any message.
/// https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http
/// </summary>
internal sealed class McpEndpoint(Func<HttpContext, ValueTask<McpService?>> open, McpAccess access)
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="open">Authenticates the request; null if it has answered itself, with 401.</param>
    public static IEndpointConventionBuilder Map(
        IEndpointRouteBuilder routes,
        string path,
        Func<HttpContext, ValueTask<McpService?>> open,
        McpAccess access
    )
    {
        var endpoint = new McpEndpoint(open, access);
        var group = routes.MapGroup(path);
        group.MapPost("", endpoint.Post).WithMetadata(new RequestSizeLimitAttribute(access.MaxBodyBytes));
        group.MapMethods("", ["GET", "DELETE"], RefuseMethod);
        return group;
    }

    private async Task Post(HttpContext http)
    {
        McpRequest? request = null;
        try
        {
            access.Check(http.Request);
            if (await open(http) is not { } service)
                return;

            request = await McpRequest.Read(http.Request, http.RequestAborted);
            McpHeaders.Check(http.Request.Headers, request);
            if (request.Id is not null && await service.Answer(request, http.RequestAborted) is { } result)
                await Write(
                    http,
                    StatusCodes.Status200OK,
                    request.Id,
                    json => WriteResult(json, request, service, result)
                );
            else
                await SdkServer.Answer(http, request, service.Options());
        }
        catch (McpFault fault)
        {
            await Write(http, fault.Status, request?.Id, fault.WriteTo);
        }
        catch (BadHttpRequestException bad)
        {
            await Write(http, bad.StatusCode, null, McpFault.Invalid(bad.Message).WriteTo);
        }
        finally
        {
            request?.Dispose();
        }
    }

    // Without sessions there is no stream to GET and nothing to DELETE.
    private static Task RefuseMethod(HttpContext http)
    {
        http.Response.Headers.Allow = "POST";
        return Write(
            http,
            StatusCodes.Status405MethodNotAllowed,
            null,
            McpFault.Invalid("This server keeps no sessions: POST each message.").WriteTo
        );
    }

    private static void WriteResult(
        Utf8JsonWriter json,
        McpRequest request,
        McpService service,
        Action<Utf8JsonWriter> writeMembers
    )
    {
        json.WriteStartObject("result");
        if (request.Version == McpVersions.PerRequest)
            json.WriteString("resultType", "complete");
        writeMembers(json);
        json.WriteEndObject();
    }

    private static async Task Write(HttpContext http, int status, JsonElement? id, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        await using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            if (id is { } known)
            {
                json.WritePropertyName("id");
                known.WriteTo(json);
            }
            write(json);
            json.WriteEndObject();
        }
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = buffer.WrittenCount;
        await http.Response.Body.WriteAsync(buffer.WrittenMemory, http.RequestAborted);
    }
}
