using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;

namespace Steward.Server.Rest;

/// <summary>
/// Some operations take more than the server takes of others. What is read is held in memory several times over, so only a few
/// such bodies are worked on at once.
/// </summary>
internal sealed class LargeBodies : IDisposable
{
    public const int AtOnce = 2;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    private readonly ConcurrencyLimiter limiter = new(new() { PermitLimit = AtOnce, QueueLimit = 0 });

    /// <summary>Raises the request's limit to the operation's. Null: it is no large one.</summary>
    /// <exception cref="RefusalException">As many as may be are being worked on: <c>busy</c>.</exception>
    public RateLimitLease? Allow(HttpContext http, OperationInfo operation)
    {
        if (
            http.Features.Get<IHttpMaxRequestBodySizeFeature>()
                is not { IsReadOnly: false, MaxRequestBodySize: { } most } limit
            || most >= operation.MaxBody
            || http.Request.ContentLength <= most
        )
            return null;
        // Also for one that is refused: the server reads to its end, so that the client hears the answer.
        limit.MaxRequestBodySize = operation.MaxBody;
        var lease = limiter.AttemptAcquire();
        if (!lease.IsAcquired)
            throw new RefusalException(
                RefusalKind.TooMany,
                "busy",
                $"This server works on {AtOnce} large bodies at once, and is at it. Try again in {Wait.TotalSeconds} s."
            )
            {
                RetryAfter = Wait,
            };
        return lease;
    }

    public void Dispose() => limiter.Dispose();
}
