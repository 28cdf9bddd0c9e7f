using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Steward.Identity;

/// <summary>
/// Tokens that have been verified, by their SHA-256, until they expire: a verification costs more than a query. At
/// most <paramref name="capacity"/> of them (two at least); what has not been used for longest goes first, roughly.
/// </summary>
internal sealed class VerifiedTokens<T>(TimeProvider time, int capacity = 10_000)
    where T : class
{
    // Two generations of half the capacity: when the young one is full it becomes the old one, and the old one is
    // dropped whole. So eviction is O(1), and a hit in the young one takes no lock.
    private readonly Lock turning = new();
    private ConcurrentDictionary<Digest, Entry> young = new();
    private ConcurrentDictionary<Digest, Entry> old = new();
    private int youngCount;

    public int Count => young.Count + old.Count;

    /// <summary>Null if it has to be verified (again).</summary>
    public T? Find(string token)
    {
        var digest = DigestOf(token);
        if (!young.TryGetValue(digest, out var entry))
        {
            if (!old.TryGetValue(digest, out entry))
                return null;
            Keep(digest, entry);
        }
        return time.GetUtcNow() < entry.Until ? entry.Token : null;
    }

    /// <summary>Whether it has been verified before, if it still is here; it may have expired since.</summary>
    public bool Has(string token)
    {
        var digest = DigestOf(token);
        return young.ContainsKey(digest) || old.ContainsKey(digest);
    }

    public void Forget(string token)
    {
        var digest = DigestOf(token);
        lock (turning)
        {
            if (young.TryRemove(digest, out _))
                youngCount--;
            old.TryRemove(digest, out _);
        }
    }

    public void Keep(string token, T verified, DateTimeOffset until) =>
        Keep(DigestOf(token), new Entry(verified, until));

    /// <summary>Forgets all: after a key was withdrawn before its time.</summary>
    public void Clear()
    {
        lock (turning)
            (young, old, youngCount) = (new(), new(), 0);
    }

    private void Keep(Digest digest, Entry entry)
    {
        lock (turning)
        {
            if (!young.ContainsKey(digest) && youngCount >= Math.Max(1, capacity / 2))
                (old, young, youngCount) = (young, new(), 0);
            if (young.TryAdd(digest, entry))
                youngCount++;
            else
                young[digest] = entry;
            old.TryRemove(digest, out _);
        }
    }

    private static Digest DigestOf(string token)
    {
        var size = Encoding.UTF8.GetMaxByteCount(token.Length);
        var text = size <= 3072 ? stackalloc byte[3072] : new byte[size];
        Digest digest = default;
        SHA256.HashData(
            text[..Encoding.UTF8.GetBytes(token, text)],
            MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref digest, 1))
        );
        return digest;
    }

    private readonly record struct Digest(UInt128 High, UInt128 Low);

    private sealed record Entry(T Token, DateTimeOffset Until);
}
