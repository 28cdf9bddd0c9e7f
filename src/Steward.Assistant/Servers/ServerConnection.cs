using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Steward.Assistant;

/// <summary>A conversation in the protocol with one server.</summary>
internal sealed class ServerConnection(McpClient client, ServerProcess? program, TimeProvider time) : IAsyncDisposable
{
    private const int MostPages = 10;

    private DateTimeOffset listedAt;

    public bool IsProgram => program is not null;
    public bool IsOpen => !client.Completion.IsCompleted && program?.Exited.IsCompleted is not true;

    /// <summary>What it says about its tools now, or has said lately.</summary>
    public ServerTools? Known { get; private set; }

    public async Task<ServerTools> List(TimeSpan fresh, CancellationToken ct)
    {
        if (Known is { } known && time.GetUtcNow() - listedAt < fresh)
            return known;
        var (tools, left) = (new Dictionary<string, ToolDefinition>(), 0);
        string? cursor = null;
        for (var page = 0; page == 0 || (cursor is not null && page < MostPages); page++)
        {
            var listed = await client.ListToolsAsync(new ListToolsRequestParams { Cursor = cursor }, ct);
            foreach (var tool in listed.Tools)
                if (Definition(tool) is not { } definition || tools.Count >= RecordServerTools.Most)
                    left++;
                else if (!tools.TryAdd(definition.Name, definition))
                    left++;
            cursor = listed.NextCursor;
        }
        listedAt = time.GetUtcNow();
        return Known = new(
            [.. tools.Values],
            left == 0 && cursor is null
                ? null
                : $"{(cursor is null ? $"{left}" : "Some")} of its tools are not taken: there are more than {RecordServerTools.Most}, or they are too large or badly named."
        );
    }

    public ValueTask<CallToolResult> Call(string tool, string arguments, CancellationToken ct) =>
        client.CallToolAsync(
            new CallToolRequestParams
            {
                Name = tool,
                Arguments = JsonElement
                    .Parse(arguments)
                    .EnumerateObject()
                    .ToDictionary(one => one.Name, one => one.Value),
            },
            ct
        );

    public async ValueTask DisposeAsync()
    {
        if (program is not null)
            await program.DisposeAsync();
        await client.DisposeAsync();
    }

    private static ToolDefinition? Definition(Tool tool) =>
        ToolDefinition.Of(
            tool.Name,
            tool.Title,
            tool.Description,
            tool.InputSchema,
            tool.Annotations is null ? null : JsonSerializer.SerializeToElement(tool.Annotations, Wire.Json)
        );
}

/// <param name="Tools">Those that are taken.</param>
/// <param name="Problem">What is not.</param>
internal sealed record ServerTools(IReadOnlyList<ToolDefinition> Tools, string? Problem);
