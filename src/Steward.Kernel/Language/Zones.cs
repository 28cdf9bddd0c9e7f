using NodaTime;

namespace Steward.Kernel;

/// <summary>IANA time zones, from the data that NodaTime carries: the same on every machine.</summary>
public static class Zones
{
    public static bool Exists(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is not null;

    /// <summary>The day that it is in the zone at that time.</summary>
    public static DateOnly Today(DateTimeOffset now, string zone) =>
        Instant.FromDateTimeOffset(now).InZone(DateTimeZoneProviders.Tzdb[zone]).Date.ToDateOnly();
}

/// <summary>The name of an IANA time zone, as Europe/Berlin.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TimeZoneNameAttribute() : ValidationAttribute("{0} must be an IANA time zone, as Europe/Berlin.")
{
    public override bool IsValid(object? value) => value is null || (value is string id && Zones.Exists(id));
}
