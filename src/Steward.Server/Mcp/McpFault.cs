using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Steward.Server.Mcp;

/// <summary>A JSON-RPC error, with the HTTP status it travels under.</summary>
internal sealed class McpFault(int status, McpErrorCode code, string message) : Exception(message)
{
    public int Status => status;
    public McpErrorCode Code => code;

    /// <summary>Of an unsupported version: the one asked for. The answer names those that need no handshake.</summary>
    public string? RequestedVersion { get; init; }

    public static McpFault Invalid(string message) =>
        new(StatusCodes.Status400BadRequest, McpErrorCode.InvalidRequest, message);

    /// <summary>The message is well formed, but not the call in it; clients expect that with status 200.</summary>
    public static McpFault InvalidParams(string message) =>
        new(StatusCodes.Status200OK, McpErrorCode.InvalidParams, message);

    public static McpFault Unparsable(string message) =>
        new(StatusCodes.Status400BadRequest, McpErrorCode.ParseError, message);

    public static McpFault Mismatch(string message) =>
        new(StatusCodes.Status400BadRequest, McpErrorCode.HeaderMismatch, message);

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject("error");
        json.WriteNumber("code", (int)code);
        json.WriteString("message", Message);
        if (RequestedVersion is not null)
        {
            json.WritePropertyName("data");
            JsonSerializer.Serialize(
                json,
                new UnsupportedProtocolVersionErrorData
                {
                    Supported = [McpVersions.PerRequest],
                    Requested = RequestedVersion,
                },
                McpJsonUtilities.DefaultOptions
            );
        }
        json.WriteEndObject();
    }
}
