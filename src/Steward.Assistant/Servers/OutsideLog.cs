using Microsoft.Extensions.Logging;

namespace Steward.Assistant;

/// <summary>What the operator reads of outside servers: names, ids and reasons, never what was sent or answered.</summary>
internal static partial class OutsideLog
{
    [LoggerMessage(80, LogLevel.Warning, "No MCP server of the catalogue can be started: {Problem}")]
    public static partial void NoSandbox(this ILogger log, string problem);

    [LoggerMessage(81, LogLevel.Information, "MCP server {Entry} says: {Text}")]
    public static partial void Said(this ILogger log, string entry, string text);

    [LoggerMessage(82, LogLevel.Warning, "MCP server {ServerId} did not do what it was asked: it {Problem}")]
    public static partial void ServerFailed(this ILogger log, Guid serverId, string problem);

    [LoggerMessage(
        83,
        LogLevel.Warning,
        "MCP server {ServerId} has failed too often; it is left alone for {Seconds} s"
    )]
    public static partial void ServerLeftAlone(this ILogger log, Guid serverId, double seconds);

    [LoggerMessage(
        84,
        LogLevel.Warning,
        "What was asked of outside servers could not be claimed or kept; trying again"
    )]
    public static partial void WorkNotClaimed(this ILogger log, Exception fault);

    [LoggerMessage(85, LogLevel.Error, "Outside work {Id} failed unexpectedly")]
    public static partial void WorkFailed(this ILogger log, Exception fault, Guid id);

    [LoggerMessage(86, LogLevel.Warning, "The outcome of outside call {Id} is unknown: {Problem}")]
    public static partial void OutcomeUnknown(this ILogger log, Guid id, string problem);

    [LoggerMessage(87, LogLevel.Warning, "Connections to MCP servers could not be closed; trying again")]
    public static partial void NotSwept(this ILogger log, Exception fault);
}
