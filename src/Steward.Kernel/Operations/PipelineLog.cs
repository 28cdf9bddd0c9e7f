using Microsoft.Extensions.Logging;

namespace Steward.Kernel;

internal static partial class PipelineLog
{
    [LoggerMessage(
        1,
        LogLevel.Information,
        "Refused {Operation}: {Code} ({Status}) to {Kind}, tenant {TenantId}, user {UserId}"
    )]
    public static partial void Refused(
        this ILogger log,
        string operation,
        string code,
        int status,
        CallerKind kind,
        TenantId tenantId,
        UserId userId
    );

    [LoggerMessage(2, LogLevel.Debug, "{Operation} met a row that was changed meanwhile, attempt {Attempt}")]
    public static partial void TriedAgain(this ILogger log, string operation, int attempt);
}
