using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Steward.Assistant;

/// <summary>The way to Steward's own MCP server, in this process. The caller is asked for at each message.</summary>
public delegate IClientTransport OwnTools(Func<Caller> caller);

/// <summary>The tools of one run, over MCP as any client has them.</summary>
internal sealed class ToolBox(McpClient own) : IAsyncDisposable
{
    /// <summary>Where the protocol has no field of its own for it.</summary>
    private const string IdempotencyKey = "steward/idempotency_key";

    /// <summary>What is listed for some rights is the same each time.</summary>
    private static readonly ConcurrentDictionary<string, IReadOnlyList<AITool>> Known = [];
    private const int MostKnown = 200;

    public static async Task<ToolBox> Open(OwnTools tools, Func<Caller> caller, CancellationToken ct) =>
        new(
            await McpClient.CreateAsync(
                tools(caller),
                new()
                {
                    ClientInfo = new() { Name = "steward", Version = "1" },
                    ProtocolVersion = "2025-11-25",
                },
                cancellationToken: ct
            )
        );

    public async Task<IReadOnlyList<AITool>> List(Caller caller, CancellationToken ct)
    {
        var rights =
            $"{caller.Scopes.Bits} {(caller.Tools is null ? "*" : string.Join(' ', caller.Tools.Order(StringComparer.Ordinal)))}";
        if (Known.TryGetValue(rights, out var known))
            return known;
        var listed = await own.ListToolsAsync(new ListToolsRequestParams(), ct);
        IReadOnlyList<AITool> tools =
        [
            .. listed.Tools.Select(tool => new DeclaredTool(tool.Name, tool.Description ?? "", tool.InputSchema)),
        ];
        if (Known.Count >= MostKnown)
            Known.Clear();
        return Known[rights] = tools;
    }

    /// <param name="name">The tool's name, as the model gave it.</param>
    /// <param name="arguments">An object.</param>
    /// <param name="key">Makes the call safe to repeat.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<ToolAnswer> Call(string name, JsonElement arguments, string key, CancellationToken ct)
    {
        try
        {
            var answer = await own.CallToolAsync(
                new CallToolRequestParams
                {
                    Name = name,
                    Arguments = arguments.EnumerateObject().ToDictionary(one => one.Name, one => one.Value),
                    Meta = new JsonObject { [IdempotencyKey] = key },
                },
                ct
            );
            return new(
                Text(answer),
                answer.StructuredContent is { ValueKind: JsonValueKind.Object } content ? content : null,
                answer.IsError is true
            );
        }
        catch (McpProtocolException fault) when (fault.ErrorCode is McpErrorCode.InvalidRequest)
        {
            throw new RefusalException(RefusalKind.Unauthenticated, "session_ended", fault.Message);
        }
        catch (McpException fault)
        {
            return new(fault.Message, null, true);
        }
    }

    public ValueTask DisposeAsync() => own.DisposeAsync();

    private static string Text(CallToolResult answer) =>
        string.Join('\n', answer.Content.OfType<TextContentBlock>().Select(block => block.Text));
}

/// <summary>What a tool is called and takes; it is called by the run, not by itself.</summary>
internal sealed class DeclaredTool(string name, string description, JsonElement schema) : AIFunctionDeclaration
{
    public override string Name => name;
    public override string Description => description;
    public override JsonElement JsonSchema => schema;
}

/// <param name="Text">As the model reads it.</param>
/// <param name="Content">The same as JSON.</param>
internal sealed record ToolAnswer(string Text, JsonElement? Content, bool IsError)
{
    /// <summary>Of a failure: which.</summary>
    public string? Code =>
        IsError
        && Content is { } content
        && content.TryGetProperty("code", out var code)
        && code.ValueKind is JsonValueKind.String
            ? code.GetString()
            : null;

    public Guid? ChangeId => Change ?? Id(Content, "change_id");

    /// <summary>Where the content does not tell it.</summary>
    public Guid? Change { get; init; }

    /// <summary>The approval that the call waits for.</summary>
    public Guid? ApprovalId =>
        IsError
        && Content is { } content
        && content.TryGetProperty("params", out var about)
        && about.ValueKind is JsonValueKind.Object
            ? Id(about, "approval_id")
            : null;

    private static Guid? Id(JsonElement? within, string name) =>
        within is { } content
        && content.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String
        && value.TryGetGuid(out var id)
            ? id
            : null;
}
