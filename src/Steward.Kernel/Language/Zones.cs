using NodaTime;

namespace Steward.Kernel;

/// <summary>IANA time zones, from the data that NodaTime carries: the same on every machine.</summary>
public static class Zones
{
    public static bool Exists(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is not null;

    /// <summary>The day that it is in the zone at that time.</summary>
    public static DateOnly Today(DateTimeOffset now, string zone) =>
        Instant.FromDateTimeOffset(now).InZone(DateTimeZoneProviders.Tzdb[zone]).Date.ToDateOnly();

    /// <summary>What clocks in the zone show at that time. The first and the last day that there is are as in UTC.</summary>
    public static DateTime Local(DateTimeOffset time, string zone) =>
        time.UtcDateTime is var utc && (utc.Date == DateTime.MinValue || utc.Date == DateTime.MaxValue.Date)
            ? DateTime.SpecifyKind(utc, DateTimeKind.Unspecified)
            : Instant.FromDateTimeUtc(utc).InZone(DateTimeZoneProviders.Tzdb[zone]).ToDateTimeUnspecified();

    /// <summary>
    /// The instant, in UTC, at which clocks in the zone show that time. A time that they leave out in spring comes as much later
    /// as they go ahead (02:30 is what they then call 03:30); of a time that they show twice in autumn it is the first. What would
    /// lie before the year 1 or after 9999 is the first or the last instant that there is.
    /// </summary>
    public static DateTimeOffset At(DateOnly date, TimeOnly time, string zone)
    {
        var local = date.ToDateTime(time);
        // In a gap the interval before it puts the time behind the gap; in an overlap the earlier one comes first.
        var offset = DateTimeZoneProviders
            .Tzdb[zone]
            .MapLocal(LocalDateTime.FromDateTime(local))
            .EarlyInterval.WallOffset;
        return new(Math.Clamp(local.Ticks - offset.Ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);
    }
}

/// <summary>The name of an IANA time zone, as Europe/Berlin.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TimeZoneNameAttribute() : ValidationAttribute("{0} must be an IANA time zone, as Europe/Berlin.")
{
    public override bool IsValid(object? value) => value is null || (value is string id && Zones.Exists(id));
}
