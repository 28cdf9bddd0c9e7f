using System.Text.Json;

namespace Steward.Identity;

/// <summary>
/// Our signing keys over time. A key is published before it signs, so that whoever has cached the key set knows it by
/// then, and stays published until the last token that it signed has expired: rotation leaves no gap.
/// </summary>
internal sealed class KeyRing(IEnumerable<SigningKey> keys)
{
    public static readonly TimeSpan SignsFor = TimeSpan.FromDays(30);

    /// <summary>How long a key is published before it signs; the key set may be cached for less than that.</summary>
    public static readonly TimeSpan Lead = TimeSpan.FromDays(1);

    // A node whose clock is behind goes on signing with the old key for as long as clocks may differ.
    private static readonly TimeSpan Lag = AccessTokens.Lifetime + 2 * AccessTokens.ClockSkew;

    private readonly SigningKey[] keys = [.. keys.OrderBy(k => k.SignsFrom).ThenBy(k => k.Id, StringComparer.Ordinal)];

    /// <summary>The key that signs last of all; null: there is none.</summary>
    public SigningKey? Newest => keys.LastOrDefault();

    /// <summary>The key that signs now.</summary>
    /// <exception cref="InvalidOperationException">The ring is empty: what is due has not been done.</exception>
    public SigningKey Current(DateTimeOffset now) =>
        keys.LastOrDefault(k => k.SignsFrom <= now)
        ?? keys.FirstOrDefault()
        ?? throw new InvalidOperationException("There is no signing key yet.");

    /// <summary>The keys that verify now: the next, the current one, and those whose tokens may still live.</summary>
    public IReadOnlyList<SigningKey> Published(DateTimeOffset now) => [.. keys.Where((_, i) => !IsOver(i, now))];

    /// <summary>What <c>/.well-known/jwks.json</c> answers; it may be cached for less than <see cref="Lead"/>.</summary>
    public string KeySet(DateTimeOffset now) =>
        JsonSerializer.Serialize(new { keys = Published(now).Select(k => k.PublicJwk()) });

    public JsonWebKey? Find(string? id, DateTimeOffset now)
    {
        var index = Array.FindIndex(keys, k => k.Id == id);
        return index >= 0 && !IsOver(index, now) ? keys[index].Public : null;
    }

    /// <summary>What to do now to keep the ring turning; ask a few times a day, and at the start.</summary>
    public RingWork Due(DateTimeOffset now) => new(NextSignsFrom(now), [.. keys.Where((_, i) => IsOver(i, now))]);

    private DateTimeOffset? NextSignsFrom(DateTimeOffset now)
    {
        if (keys.Length == 0)
            return now;
        var turn = keys[^1].SignsFrom + SignsFor;
        if (now < turn - Lead)
            return null;
        return turn > now + Lead ? turn : now + Lead;
    }

    private bool IsOver(int index, DateTimeOffset now) =>
        index + 1 < keys.Length && keys[index + 1].SignsFrom + Lag <= now;
}

/// <summary>A key to create that signs from then (null: none), and keys to delete.</summary>
internal sealed record RingWork(DateTimeOffset? NextSignsFrom, IReadOnlyList<SigningKey> Over);
