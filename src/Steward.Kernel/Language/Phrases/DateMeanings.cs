namespace Steward.Kernel;

/// <param name="Date">The day.</param>
/// <param name="Time">Where one was said, or follows from what was said: tonight, in 3 hours.</param>
/// <param name="IsWeekly">A weekday's name alone: it moves on by a week when its time has passed.</param>
/// <param name="IsExact">To the minute: no other time fits.</param>
/// <param name="IsTimeOnly">No day was said.</param>
/// <param name="IsStart">The day of the start.</param>
internal sealed record DateFound(
    DateOnly Date,
    TimeOnly? Time = null,
    bool IsWeekly = false,
    bool IsExact = false,
    bool IsTimeOnly = false,
    bool IsStart = false
);

/// <summary>A day of a month, each year.</summary>
internal sealed record DayOfYear(int Day, int Month)
{
    public static DayOfYear? Of(Fillings slots)
    {
        var day = slots.Number(Slot.Day) ?? slots.Number(Slot.DayOrdinal);
        var month = slots.Number(Slot.Month) ?? slots.Number(Slot.AnyMonth) ?? slots.Number(Slot.MonthNumber);
        return day is { } d && month is { } m && d <= DateTime.DaysInMonth(2000, m) ? new(d, m) : null;
    }
}

/// <summary>Dates from words. Without a year, the next one to come; today is to come.</summary>
internal static class DateMeanings
{
    public static object? Of(string verb, string more, Fillings slots, Today today) =>
        verb switch
        {
            "same" => slots.Value<DateFound>(Slot.Date),
            "days" => new DateFound(today.Date.AddDays(Number(more))),
            "tonight" => new DateFound(today.Date, today.Time < Hour(more) ? Hour(more) : null),
            "in" => In(Unit(slots), slots.Number(Slot.N)!.Value, today),
            "ago" => In(Unit(slots), -slots.Number(Slot.N)!.Value, today),
            "in_minutes" => In(PhraseUnit.Minute, Number(more), today),
            "weekday" => new DateFound(Weekday(slots, today.Date), IsWeekly: true),
            "weekday_after" => new DateFound(Weekday(slots, today.Date.AddDays(1))),
            "weekday_of_week" => Weekday(slots, Monday(today.Date, Number(more))) is var day
                ? new DateFound(day)
                : null,
            "monday" => new DateFound(Monday(today.Date, Number(more))),
            "sunday" => new DateFound(Monday(today.Date, Number(more)).AddDays(6)),
            "saturday" => new DateFound(Monday(today.Date, Number(more)).AddDays(5)),
            "weekend" => new DateFound(Next(6, today.Date)),
            "month" => new DateFound(FirstOfMonth(today.Date, Number(more))),
            "month_end" => new DateFound(FirstOfMonth(today.Date, Number(more) + 1).AddDays(-1)),
            "year" => new DateFound(new(today.Date.Year + Number(more), 1, 1)),
            "year_end" => new DateFound(new(today.Date.Year + Number(more), 12, 31)),
            "named_month_end" => NamedMonth(slots, today.Date, isEnd: true),
            "named_month" => NamedMonth(slots, today.Date, isEnd: false),
            "day_of_month" => DayOfMonth(slots.Number(Slot.DayOrdinal)!.Value, today.Date),
            "day_of_year" => OnDayOfYear(slots, today.Date),
            "slashes" => Slashes(slots, today.Date),
            _ => throw new FormatException($"'{verb}' is no meaning of a date."),
        };

    /// <summary>Of two numbers with a slash one must be no month, or both the same: else nobody knows which is the day.</summary>
    private static DateFound? Slashes(Fillings slots, DateOnly today)
    {
        if (slots.Numbers(Slot.Day) is not [var first, var second] || (first <= 12 && second <= 12 && first != second))
            return null;
        var (day, month) = first > 12 ? (first, second) : (second, first);
        return month > 12 ? null : Next(new(day, month), slots.Number(Slot.Year), today);
    }

    private static DateFound? OnDayOfYear(Fillings slots, DateOnly today)
    {
        var date = (slots.Value<DayOfYear>(Slot.DayOfYear) ?? DayOfYear.Of(slots)) is { } day
            ? Next(day, slots.Number(Slot.Year) ?? slots.Number(Slot.ShortYear), today)
            : null;
        var weekday = slots.Number(Slot.AnyWeekday);
        return weekday is null || weekday == (date is null ? 0 : IsoWeekday(date.Date)) ? date : null;
    }

    /// <summary>29 February waits for its year.</summary>
    private static DateFound? Next(DayOfYear day, int? year, DateOnly today)
    {
        if (year is { } one)
            return Of(one);
        for (var next = today.Year; next <= today.Year + 8; next++)
            if (Of(next) is { } found && found.Date >= today)
                return found;
        return null;

        DateFound? Of(int year) =>
            day.Day <= DateTime.DaysInMonth(year, day.Month) ? new(new(year, day.Month, day.Day)) : null;
    }

    /// <summary>In the next month that has such a day.</summary>
    private static DateFound DayOfMonth(int day, DateOnly today)
    {
        var month = FirstOfMonth(today, day < today.Day ? 1 : 0);
        while (day > DateTime.DaysInMonth(month.Year, month.Month))
            month = month.AddMonths(1);
        return new(month.AddDays(day - 1));
    }

    private static DateFound NamedMonth(Fillings slots, DateOnly today, bool isEnd)
    {
        var month = slots.Number(Slot.AnyMonth) ?? slots.Number(Slot.Month)!.Value;
        var year = slots.Number(Slot.Year);
        var date = Date(year ?? today.Year);
        return new(year is null && date < today ? Date(today.Year + 1) : date);

        DateOnly Date(int year) => new(year, month, isEnd ? DateTime.DaysInMonth(year, month) : 1);
    }

    private static DateFound In(PhraseUnit unit, int number, Today today)
    {
        if (unit is not (PhraseUnit.Minute or PhraseUnit.Hour))
            return new(Plus(today.Date, unit, number));
        var (date, time) = today.After(unit is PhraseUnit.Hour ? number * 60 : number);
        return new(date, time, IsExact: true);
    }

    private static PhraseUnit Unit(Fillings slots) =>
        (PhraseUnit)(slots.Number(Slot.Unit) ?? slots.Number(Slot.DateUnit)!.Value);

    public static DateOnly Plus(DateOnly date, PhraseUnit unit, int number) =>
        unit switch
        {
            PhraseUnit.Day => date.AddDays(number),
            PhraseUnit.Week => date.AddDays(7 * number),
            PhraseUnit.Month => date.AddMonths(number),
            _ => date.AddYears(number),
        };

    /// <summary>The next such weekday, 1 for Monday, on or after the day.</summary>
    private static DateOnly Next(int weekday, DateOnly from) => from.AddDays((weekday - IsoWeekday(from) + 7) % 7);

    private static DateOnly Weekday(Fillings slots, DateOnly from) =>
        Next(
            slots.Number(Slot.AnyWeekday)
                ?? slots.Number(Slot.Weekday)
                ?? slots.Number(Slot.TimedWeekday)
                ?? slots.Number(Slot.WeekdayPart)!.Value,
            from
        );

    private static DateOnly Monday(DateOnly day, int weeks) => day.AddDays(1 - IsoWeekday(day) + 7 * weeks);

    private static DateOnly FirstOfMonth(DateOnly day, int months) =>
        new DateOnly(day.Year, day.Month, 1).AddMonths(months);

    public static int IsoWeekday(DateOnly day) => day.DayOfWeek is DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    private static int Number(string more) => int.Parse(more, System.Globalization.CultureInfo.InvariantCulture);

    private static TimeOnly Hour(string more) =>
        TimeOnly.Parse(more, System.Globalization.CultureInfo.InvariantCulture);
}
