using NodaTime;

namespace Steward.Kernel;

/// <summary>The day and the time that it is for who writes.</summary>
internal sealed class Today
{
    private readonly Instant now;
    private readonly DateTimeZone zone;

    public Today(PhraseContext context)
    {
        now = Instant.FromDateTimeOffset(context.Now);
        zone = DateTimeZoneProviders.Tzdb[context.Zone];
        (Date, Time) = At(now);
    }

    public DateOnly Date { get; }
    public TimeOnly Time { get; }

    /// <summary>The local time after so many minutes, over a change of the clocks too.</summary>
    public (DateOnly Date, TimeOnly Time) After(int minutes) => At(now + Duration.FromMinutes(minutes));

    private (DateOnly, TimeOnly) At(Instant instant)
    {
        var local = instant.InZone(zone);
        return (local.Date.ToDateOnly(), new TimeOnly(local.Hour, local.Minute));
    }
}
