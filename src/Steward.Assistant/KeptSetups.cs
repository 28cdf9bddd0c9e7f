using System.Collections.Concurrent;

namespace Steward.Assistant;

/// <summary>
/// What was made of a tenant's configuration, as long as that is the same. Whether it is, tells <c>assistant.setup_of</c>, which is asked
/// together with what has to be asked anyway; so a change counts at once, on every node.
/// </summary>
internal sealed class KeptSetups<TKey, T>
    where TKey : notnull
    where T : class
{
    private const int Most = 1000;

    private readonly ConcurrentDictionary<TKey, (string Setup, T Value)> kept = [];

    public T? Find(TKey key, string? setup) =>
        setup is not null && kept.TryGetValue(key, out var known) && known.Setup == setup ? known.Value : null;

    /// <param name="key">Whose, and which.</param>
    /// <param name="setup">As it was told before the value was read; null: it is not kept.</param>
    /// <param name="value">What was made of it.</param>
    public T Keep(TKey key, string? setup, T value)
    {
        if (setup is null)
            return value;
        if (kept.Count >= Most)
            kept.Clear();
        kept[key] = (setup, value);
        return value;
    }
}
