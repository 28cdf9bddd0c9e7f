namespace Steward.Tasks;

/// <summary>When a task is due: a day, or a local time of that day in a zone, which survives daylight-saving changes.</summary>
public sealed record Due(
    [property: Description("The day, as 2026-11-20.")] DateOnly Date,
    [property: Description("The local time, as 15:00. Absent: any time of the day.")] TimeOnly? Time = null,
    [property: MaxLength(64)]
    [property: Description("The IANA time zone of the time, as Europe/Berlin. Absent: the caller's.")]
        string? TimeZone = null
)
{
    /// <summary>With the zone filled in where there is a time, and none where there is not.</summary>
    internal Due In(string callersZone)
    {
        if (TimeZone is not null && !Zones.Exists(TimeZone))
            throw RefusalException.Invalid(
                "/due/time_zone",
                "unknown_time_zone",
                $"'{TimeZone}' is not an IANA time zone, as Europe/Berlin is."
            );
        return Time is null ? this with { TimeZone = null } : this with { TimeZone = TimeZone ?? callersZone };
    }
}
