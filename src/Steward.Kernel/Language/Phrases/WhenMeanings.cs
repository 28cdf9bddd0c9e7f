namespace Steward.Kernel;

/// <summary>A date and its time together, as they stand in a line.</summary>
internal static class WhenMeanings
{
    public static object? Of(string verb, string more, Fillings slots, Today today)
    {
        var time = slots.Value<TimeOnly?>(Slot.Time, Slot.Clock, Slot.Part, Slot.WeekdayPart);
        if (slots.Has(Slot.Hour))
            time = (TimeOnly?)TimeMeanings.Of("bare", "", slots);
        if (
            verb is "of"
            && slots.Value<TimeOnly?>(Slot.WeekdayPart) is { } part
            && slots.Value<TimeOnly?>(Slot.Time, Slot.Clock) is { } said
        )
            time = TimeMeanings.InPart(part, said);

        var date =
            slots.Value<DateFound>(Slot.When, Slot.Date, Slot.Helped)
            ?? (
                verb is "due" or "start"
                    ? null
                    : (DateFound?)DateMeanings.Of(more.Split(' ')[0], After(more), slots, today)
            );
        if (date is null)
            return verb is "due" && time is { } alone ? AtTime(alone, today) : null;

        return WithTime(date, time, today) is { } joined ? joined with { IsStart = verb is "start" } : null;
    }

    /// <summary>A time alone is today's, or tomorrow's when it has passed.</summary>
    private static DateFound AtTime(TimeOnly time, Today today) =>
        new(time > today.Time ? today.Date : today.Date.AddDays(1), time, IsTimeOnly: true);

    /// <summary>Null where another time is said already.</summary>
    public static DateFound? WithTime(DateFound date, TimeOnly? time, Today today)
    {
        if (time is not { } said)
            return date;
        if (date.IsExact)
            return null;
        if (date.Time is { } part)
            return TimeMeanings.InPart(part, said) is { } inPart ? date with { Time = inPart } : null;

        var hasPassed = date.IsWeekly && date.Date == today.Date && said <= today.Time;
        return date with { Date = hasPassed ? date.Date.AddDays(7) : date.Date, Time = said };
    }

    private static string After(string more) =>
        more.IndexOf(' ', StringComparison.Ordinal) is var blank and >= 0 ? more[(blank + 1)..] : "";
}
