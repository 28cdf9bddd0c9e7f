namespace Steward.Kernel;

/// <summary>The days, weeks, months or years that a rule counts in, by number.</summary>
internal readonly struct RecurrencePeriods(Recurrence rule)
{
    private readonly int weekStart = RecurrenceDay.Number(rule.WeekStart);

    // Weeks of the year reach over its ends: with BYWEEKNO the year is that of its weeks, so that no week is torn.
    private readonly bool hasWeeks = rule.ByWeekNo.Count > 0;

    /// <summary>So many periods later the calendar is the same.</summary>
    public int Cycle =>
        rule.Frequency switch
        {
            RecurrenceFrequency.Daily => Gregorian.DaysInCycle,
            RecurrenceFrequency.Weekly => Gregorian.DaysInCycle / 7,
            RecurrenceFrequency.Monthly => 4_800,
            _ => 400,
        };

    public int Of(int day)
    {
        if (rule.Frequency == RecurrenceFrequency.Daily)
            return day;
        if (rule.Frequency == RecurrenceFrequency.Weekly)
            return (day - weekStart + 7) / 7 - 1;
        if (hasWeeks)
            return Gregorian.WeekYear(day, weekStart);

        var date = DateOnly.FromDayNumber(day);
        return rule.Frequency == RecurrenceFrequency.Monthly ? date.Year * 12 + date.Month - 1 : date.Year;
    }

    /// <summary>Its first and its last day, as far as the calendar has them.</summary>
    public (int First, int Last) Days(int period)
    {
        var (first, next) = rule.Frequency switch
        {
            RecurrenceFrequency.Daily => (period, period + 1),
            RecurrenceFrequency.Weekly => (period * 7 + weekStart, period * 7 + weekStart + 7),
            RecurrenceFrequency.Monthly => Month(period),
            _ when hasWeeks => (Gregorian.FirstWeek(period, weekStart), Gregorian.FirstWeek(period + 1, weekStart)),
            _ => (Gregorian.NewYear(period), Gregorian.NewYear(period + 1)),
        };
        return (Math.Max(first, 0), Math.Min(next - 1, Gregorian.LastDay));
    }

    private static (int First, int Next) Month(int period)
    {
        var first = new DateOnly(period / 12, period % 12 + 1, 1);
        return (first.DayNumber, first.DayNumber + DateTime.DaysInMonth(first.Year, first.Month));
    }
}
