using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Steward.EndToEnd.Mcp;

/// <summary>Tools of the suite that talk with the client while they run, or ask what it can do.</summary>
internal static class SessionFixtures
{
    public static IEnumerable<McpServerTool> All() =>
        [
            McpServerTool.Create(Log, Named("test_tool_with_logging", "Logs three times.")),
            McpServerTool.Create(LogOnce, Named("test_logging_tool", "Logs once.")),
            McpServerTool.Create(Progress, Named("test_tool_with_progress", "Reports progress.")),
            McpServerTool.Create(NeedSampling, Named("test_missing_capability", "Needs a client that can sample.")),
        ];

    private static McpServerToolCreateOptions Named(string name, string description) =>
        new() { Name = name, Description = description };

    private static async Task<string> Log(RequestContext<CallToolRequestParams> context, CancellationToken ct)
    {
        foreach (var text in new[] { "Tool execution started", "Tool processing data", "Tool execution completed" })
        {
            await Notify(context, text, ct);
            await Task.Delay(50, ct);
        }
        return "Logged.";
    }

    private static async Task<string> LogOnce(RequestContext<CallToolRequestParams> context, CancellationToken ct)
    {
        if (context.JsonRpcRequest.Context?.LogLevel is not null)
            await Notify(context, "test_logging_tool ran", ct);
        return "Ran.";
    }

    private static Task Notify(RequestContext<CallToolRequestParams> context, string text, CancellationToken ct) =>
        context.Server.SendNotificationAsync(
            NotificationMethods.LoggingMessageNotification,
            new LoggingMessageNotificationParams
            {
                Level = LoggingLevel.Info,
                Data = JsonSerializer.SerializeToElement(text),
            },
            cancellationToken: ct
        );

    private static async Task<string> Progress(RequestContext<CallToolRequestParams> context, CancellationToken ct)
    {
        if (context.Params?.ProgressToken is not { } token)
            return "No progress was asked for.";
        foreach (var done in new[] { 0, 50, 100 })
        {
            await context.Server.NotifyProgressAsync(
                token,
                new() { Progress = done, Total = 100 },
                cancellationToken: ct
            );
            await Task.Delay(50, ct);
        }
        return "Done.";
    }

    private static string NeedSampling(RequestContext<CallToolRequestParams> context) =>
        context.JsonRpcRequest.Context?.ClientCapabilities?.Sampling is not null
            ? "The client can sample."
            : throw new MissingRequiredClientCapabilityException(
                new() { Sampling = new() },
                "This tool needs a client that can sample."
            );
}
