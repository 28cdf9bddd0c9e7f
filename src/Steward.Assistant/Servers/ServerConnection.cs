using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Steward.Assistant;

/// <summary>A conversation in the protocol with one server.</summary>
internal sealed class ServerConnection(
    McpClient client,
    ServerProcess? program,
    HttpClient? http,
    OutsideLimits limits,
    TimeProvider time
) : IAsyncDisposable
{
    private const int MostPages = 10;

    private readonly SemaphoreSlim listing = new(1);
    private ServerTools? known;
    private DateTimeOffset listedAt;

    public bool IsProgram => program is not null;
    public bool IsOpen => !client.Completion.IsCompleted && program?.Exited.IsCompleted is not true;

    /// <summary>What it says about its tools now, or has said lately; and whether it was asked just now, for this caller.</summary>
    /// <param name="server">The server's name here.</param>
    /// <param name="fresh">How long it is believed.</param>
    /// <param name="ct">Gives it up.</param>
    public async Task<(ServerTools Tools, bool IsNew)> List(string server, TimeSpan fresh, CancellationToken ct)
    {
        await listing.WaitAsync(ct);
        try
        {
            if (known is not null && time.GetUtcNow() - listedAt < fresh)
                return (known, false);
            known = await Ask(server, ct);
            listedAt = time.GetUtcNow();
            return (known, true);
        }
        finally
        {
            listing.Release();
        }
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
        // It tells a server of HTTP that the session ends, and would wait for the answer for ever.
        await Task.WhenAny(client.DisposeAsync().AsTask(), Task.Delay(limits.Farewell));
        http?.Dispose();
    }

    private async Task<ServerTools> Ask(string server, CancellationToken ct)
    {
        var (tools, left) = (new Dictionary<string, ToolDefinition>(), 0);
        string? cursor = null;
        for (var page = 0; page == 0 || (cursor is not null && page < MostPages); page++)
        {
            var listed = await client.ListToolsAsync(new ListToolsRequestParams { Cursor = cursor }, ct);
            foreach (var tool in listed.Tools)
                if (
                    Definition(tool) is not { } definition
                    || tools.Count >= RecordServerTools.Most
                    // Two of them may look the same to a model.
                    || !tools.TryAdd(ServerNames.Listed(server, definition.Name), definition)
                )
                    left++;
            cursor = listed.NextCursor;
        }
        return new(
            [.. tools.Values],
            left == 0 && cursor is null
                ? null
                : $"{(cursor is null ? $"{left}" : "Some")} of its tools are not taken: there are more than {RecordServerTools.Most}, or they are too large, badly named or named like others."
        );
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
/// <param name="LeftOut">That others are not, and why.</param>
internal sealed record ServerTools(IReadOnlyList<ToolDefinition> Tools, string? LeftOut);
