using System.Net;
using Microsoft.Extensions.Logging;

namespace Steward.Identity;

/// <summary>
/// An outside issuer's key set, fetched when it is needed and kept: refreshed once it is an hour old or a token names a
/// key that is not in it, but at most once a minute, and used for a day at most where its issuer does not answer.
/// </summary>
internal sealed partial class IssuerKeys(Uri address, HttpClient http, TimeProvider time, ILogger<IssuerKeys> log)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan Usable = TimeSpan.FromHours(24);
    private static readonly TimeSpan BetweenFetches = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock starting = new();
    private Task fetch = Task.CompletedTask;
    private DateTimeOffset fetchedLast = DateTimeOffset.MinValue;
    private volatile Snapshot? snapshot;

    /// <summary>How an <see cref="OutboundHttp"/> client for key sets is to be limited.</summary>
    public static OutboundLimits Limits => new() { MaxBytes = JsonWebKeySet.MaxLength, Timeout = Patience };

    /// <summary>The key of that id; or none, and whether the id or the issuer is to blame.</summary>
    public async ValueTask<TokenCheck<JsonWebKey>> Find(string? id, CancellationToken ct)
    {
        var known = Known(id);
        if (known is not null && time.GetUtcNow() < snapshot!.At + Fresh)
            return known;

        // The fetch belongs to all who wait for it; who has a key already does not wait at all.
        var refresh = Refresh();
        if (known is null)
        {
            await refresh.WaitAsync(ct);
            known = Known(id);
        }
        if (known is not null)
            return known;
        return IsUsable() ? TokenFault.UnknownKey : TokenFault.KeysUnavailable;
    }

    private JsonWebKey? Known(string? id) => IsUsable() ? snapshot!.Set.Find(id) : null;

    private bool IsUsable() => snapshot is { } current && time.GetUtcNow() < current.At + Usable;

    private Task Refresh()
    {
        lock (starting)
        {
            var now = time.GetUtcNow();
            if (!fetch.IsCompleted || now < fetchedLast + BetweenFetches)
                return fetch;
            fetchedLast = now;
            return fetch = Task.Run(Fetch);
        }
    }

    private async Task Fetch()
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            using var response = await http.GetAsync(address, patience.Token);
            if (response.StatusCode != HttpStatusCode.OK)
                throw new FormatException($"The issuer answered {(int)response.StatusCode}.");
            var set = JsonWebKeySet.Parse(await response.Content.ReadAsByteArrayAsync(patience.Token));
            snapshot = new Snapshot(set, time.GetUtcNow());
        }
        catch (Exception e) when (e is HttpRequestException or FormatException or OperationCanceledException)
        {
            NotFetched(log, address, e.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The key set at {Address} could not be fetched: {Reason}")]
    private static partial void NotFetched(ILogger log, Uri address, string reason);

    private sealed record Snapshot(JsonWebKeySet Set, DateTimeOffset At);
}
