using System.Buffers;

namespace Steward.Server.Rest;

internal static class TimeZones
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/"
    );

    /// <summary>Whether it is the IANA name of a time zone. The name comes from a stranger and is looked up in files.</summary>
    public static bool IsKnown(string name) =>
        name.Length is > 0 and <= 64
        && !name.AsSpan().ContainsAnyExcept(Allowed)
        && char.IsAsciiLetter(name[0])
        && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
        && zone.HasIanaId;
}
