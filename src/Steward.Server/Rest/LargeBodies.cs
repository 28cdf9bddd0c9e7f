using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Steward.Server.Rest;

/// <summary>
/// Some operations take more than the server takes of others. What is read is held in memory several times over, so only a few
/// such bodies are worked on at once, one of each user, and nobody may be slow about it.
/// </summary>
internal sealed class LargeBodies
{
    public const int AtOnce = 2;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);
    private static readonly MinDataRate Slowest = new(bytesPerSecond: 64 << 10, gracePeriod: TimeSpan.FromSeconds(20));

    private readonly HashSet<UserId> working = [];

    /// <summary>Raises the request's limit to the operation's. Null: it is no large one.</summary>
    /// <exception cref="RefusalException">As many as may be are being worked on: <c>busy</c>.</exception>
    public IDisposable? Allow(HttpContext http, OperationInfo operation, Caller caller)
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
        http.Features.Get<IHttpMinRequestBodyDataRateFeature>()?.MinDataRate = Slowest;
        lock (working)
            if (working.Count < AtOnce && working.Add(caller.User))
                return new Turn(working, caller.User);
        throw new RefusalException(
            RefusalKind.TooMany,
            "busy",
            $"This server works on {AtOnce} large bodies at once, and on one of each user. Try again in {Wait.TotalSeconds} s."
        )
        {
            RetryAfter = Wait,
        };
    }

    private sealed class Turn(HashSet<UserId> working, UserId user) : IDisposable
    {
        public void Dispose()
        {
            lock (working)
                working.Remove(user);
        }
    }
}
