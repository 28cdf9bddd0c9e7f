using Microsoft.Extensions.Logging;

namespace Steward.Assistant;

/// <summary>What the operator reads of models: names, codes and times, never what was said.</summary>
internal static partial class ModelLog
{
    [LoggerMessage(70, LogLevel.Warning, "Model {Provider} failed: {Code}, it {Reason}")]
    public static partial void Failed(this ILogger log, string provider, string code, string reason);

    [LoggerMessage(71, LogLevel.Warning, "Model {Provider} has failed too often; it is left alone for {Seconds} s")]
    public static partial void LeftAlone(this ILogger log, string provider, double seconds);

    [LoggerMessage(
        72,
        LogLevel.Error,
        "The key of model provider {ModelProviderId} was encrypted with another master key; it has to be given again"
    )]
    public static partial void KeyUnreadable(this ILogger log, Guid modelProviderId);
}
