using System.Globalization;

namespace Steward.Kernel;

/// <summary>
/// Times of day. With minutes in digits they are read on a dial of 24 hours, as written; an hour alone and the spoken forms
/// ("at 3", "halb 4", "quarter past 3") from 1 to 6 are in the afternoon, unless the part of the day is said.
/// </summary>
internal static class TimeMeanings
{
    private static readonly TimeOnly Noon = new(12, 0);

    public static object? Of(string verb, string more, Fillings slots) =>
        verb switch
        {
            "clock" => Time(slots.Number(Slot.Hour), slots.Number(Slot.Minute)),
            "am" => Time(slots.Number(Slot.Hour12) % 12, slots.Number(Slot.Minute)),
            "pm" => Time(slots.Number(Slot.Hour12) % 12 + 12, slots.Number(Slot.Minute)),
            "bare" => Bare(slots.Number(Slot.Hour)!.Value, more),
            "fixed" => TimeOnly.Parse(more, CultureInfo.InvariantCulture),
            "same" => slots.Value<TimeOnly?>(Slot.Time, Slot.Part, Slot.Clock),
            "in_part" => InPart(
                slots.Value<TimeOnly>(Slot.Part),
                slots.Value<TimeOnly?>(Slot.Time, Slot.Clock) ?? Time(slots.Number(Slot.Hour), null)!.Value
            ),
            _ => throw new FormatException($"'{verb}' is no meaning of a time."),
        };

    /// <summary>8 in the evening is 20:00; 15:00 in the morning is nothing.</summary>
    public static TimeOnly? InPart(TimeOnly part, TimeOnly time)
    {
        if (part < Noon)
            return time.Hour < 12 ? time : null;
        return time.Hour < 12 ? time.AddHours(12) : time;
    }

    private static TimeOnly? Time(int? hour, int? minute) => hour is { } h ? new(h, minute ?? 0) : null;

    private static TimeOnly Bare(int hour, string minutes)
    {
        var more = minutes.Length == 0 ? 0 : int.Parse(minutes, CultureInfo.InvariantCulture);
        return new TimeOnly(hour is >= 1 and <= 6 ? hour + 12 : hour, 0).AddMinutes(more);
    }
}
