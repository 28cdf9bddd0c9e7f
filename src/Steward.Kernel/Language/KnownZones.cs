using System.Collections.Concurrent;

namespace Steward.Kernel;

/// <summary>The zones that the door has told last: a guess for who must know his before it answers.</summary>
internal sealed class KnownZones
{
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<(TenantId, UserId), string> zones = [];

    public string Guess(Caller caller) => zones.GetValueOrDefault((caller.Tenant, caller.User), "Etc/UTC");

    public void Learn(Caller admitted)
    {
        var key = (admitted.Tenant, admitted.User);
        if (admitted.TimeZone is not { } zone || (zones.TryGetValue(key, out var known) && known == zone))
            return;
        if (zones.Count >= Most)
            zones.Clear();
        zones[key] = zone;
    }
}
