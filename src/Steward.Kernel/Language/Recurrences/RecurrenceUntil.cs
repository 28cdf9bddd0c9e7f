using System.Globalization;

namespace Steward.Kernel;

/// <summary>UNTIL: the last moment at which a rule may fire; an occurrence at that very moment still counts.</summary>
/// <param name="Date">The last day.</param>
/// <param name="Time">The time on it; null for the whole day.</param>
/// <param name="IsUtc">Date and time are in UTC; otherwise on the wall clock of whoever asks.</param>
public readonly record struct RecurrenceUntil(DateOnly Date, TimeOnly? Time = null, bool IsUtc = false)
{
    public override string ToString() =>
        Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture)
        + Time?.ToString("'T'HHmmss", CultureInfo.InvariantCulture)
        + (IsUtc ? "Z" : "");

    /// <summary>The number of the last day on which an occurrence at that time of day is not too late.</summary>
    internal int LastDay(TimeOnly at, string zone)
    {
        var day = Date.DayNumber;
        if (Time is not { } time)
            return day;
        if (!IsUtc)
            return at <= time ? day : day - 1;

        // No zone is a day or more away from UTC: the answer lies between the day after and two days before.
        var until = new DateTimeOffset(Date, time, TimeSpan.Zero);
        for (var last = Math.Min(day + 1, Gregorian.LastDay); last > Math.Max(day - 2, 0); last--)
            if (Zones.At(DateOnly.FromDayNumber(last), at, zone) <= until)
                return last;
        return day - 2;
    }
}
