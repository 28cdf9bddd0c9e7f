namespace Steward.Kernel;

/// <summary>
/// Days by number, as <see cref="DateOnly.DayNumber"/>: 0 is 1 January of the year 1, a Monday. Weekdays from Monday, 0.
/// The calendar repeats itself, weekdays too, after 400 years: 4,800 months, 20,871 weeks, 146,097 days.
/// </summary>
internal static class Gregorian
{
    public const int DaysInCycle = 146_097;
    public static readonly int LastDay = DateOnly.MaxValue.DayNumber;

    /// <summary>The number of 1 January, for the years 0 to 10001 too, which weeks at the calendar's ends need.</summary>
    public static int NewYear(int year)
    {
        var before = year + 399;
        return before * 365 + before / 4 - before / 100 + before / 400 - DaysInCycle;
    }

    /// <summary>The remainder that is never negative.</summary>
    public static int Modulo(int number, int by) => (number % by + by) % by;

    /// <summary>The first day of week 1: of the first week that has four of its days in the year (ISO 8601, with any first weekday).</summary>
    public static int FirstWeek(int year, int weekStart)
    {
        var newYear = NewYear(year);
        return newYear + Modulo(weekStart + 3 - newYear, 7) - 3;
    }

    /// <summary>The year that the day's week belongs to.</summary>
    public static int WeekYear(int day, int weekStart)
    {
        var year = DateOnly.FromDayNumber(day).Year;
        if (day < FirstWeek(year, weekStart))
            return year - 1;
        return day < FirstWeek(year + 1, weekStart) ? year : year + 1;
    }
}
