using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Steward.Server.Mcp;

/// <summary>
/// Checks what the headers say against what the body says: a proxy decides by the one, we act on the other.
/// </summary>
internal static class McpHeaders
{
    public static void Check(IHeaderDictionary headers, McpRequest request)
    {
        var version = headers["MCP-Protocol-Version"].ToString();
        var inBody = request.Meta(MetaKeys.ProtocolVersion);
        if (version.Length == 0)
        {
            if (inBody is not null)
                throw McpFault.Mismatch("The header MCP-Protocol-Version is missing, though _meta names a version.");
            return;
        }
        if (inBody is { ValueKind: JsonValueKind.String } named && !named.ValueEquals(version))
            throw McpFault.Mismatch($"MCP-Protocol-Version is '{version}', but _meta says '{named}'.");
        if (!McpVersions.All.Contains(version))
            throw new McpFault(
                StatusCodes.Status400BadRequest,
                McpErrorCode.UnsupportedProtocolVersion,
                $"Revision '{version}' is not served."
            )
            {
                RequestedVersion = version,
            };

        request.Version = version;
        if (version == McpVersions.PerRequest)
            CheckPerRequest(headers, request);
    }

    private static void CheckPerRequest(IHeaderDictionary headers, McpRequest request)
    {
        if (request.Method.Length == 0)
            throw McpFault.Invalid("A client of this revision sends requests and notifications only.");

        Match(headers, "Mcp-Method", request.Method);
        if (request.Id is null)
            return;
        if (NameOf(request) is { } name)
            Match(headers, "Mcp-Name", name);
        if (request.Meta(MetaKeys.ProtocolVersion) is not { ValueKind: JsonValueKind.String })
            throw Missing(MetaKeys.ProtocolVersion);
        if (request.Meta(MetaKeys.ClientCapabilities) is not { ValueKind: JsonValueKind.Object })
            throw Missing(MetaKeys.ClientCapabilities);
    }

    private static string? NameOf(McpRequest request) =>
        request.Method switch
        {
            RequestMethods.ToolsCall or RequestMethods.PromptsGet => request.Text("name"),
            RequestMethods.ResourcesRead => request.Text("uri"),
            _ => null,
        };

    private static void Match(IHeaderDictionary headers, string header, string expected)
    {
        var value = headers[header].ToString();
        if (value.Length == 0)
            throw McpFault.Mismatch($"The header {header} is missing.");
        if (McpHeaderEncoder.DecodeValue(value) != expected)
            throw McpFault.Mismatch($"{header} is '{value}', but the body says '{expected}'.");
    }

    private static McpFault Missing(string key) =>
        new(StatusCodes.Status400BadRequest, McpErrorCode.InvalidParams, $"params._meta must hold '{key}'.");
}
