namespace Steward.Kernel;

/// <summary>The days, weeks, months or years that a rule counts in, by number.</summary>
internal readonly struct RecurrencePeriods(Recurrence rule, int interval)
{
    // If each period counts, and all of its days, it does not matter where it ends: then months are the quickest to walk.
    private readonly RecurrenceFrequency unit =
        interval == 1 && rule.BySetPos.Count == 0 ? RecurrenceFrequency.Monthly : rule.Frequency;

    private readonly int weekStart = RecurrenceDay.Number(rule.WeekStart);

    // Weeks of the year reach over its ends: with BYWEEKNO the year is that of its weeks, so that no week is torn.
    private readonly bool hasWeeks = rule.ByWeekNo.Count > 0;

    /// <summary>After so many steps of the interval the calendar is the same again.</summary>
    public int Cycle
    {
        get
        {
            var periods = unit switch
            {
                RecurrenceFrequency.Daily => Gregorian.DaysInCycle,
                RecurrenceFrequency.Weekly => Gregorian.DaysInCycle / 7,
                RecurrenceFrequency.Monthly => 4_800,
                _ => 400,
            };
            var (divisor, rest) = (periods, interval);
            while (rest != 0)
                (divisor, rest) = (rest, divisor % rest);
            return periods / divisor;
        }
    }

    public int Of(int day) =>
        unit switch
        {
            RecurrenceFrequency.Daily => day,
            RecurrenceFrequency.Weekly => (day - weekStart + 7) / 7 - 1,
            RecurrenceFrequency.Monthly => Month(DateOnly.FromDayNumber(day)),
            _ when hasWeeks => Gregorian.WeekYear(day, weekStart),
            _ => DateOnly.FromDayNumber(day).Year,
        };

    /// <summary>Its first and its last day, as far as the calendar has them.</summary>
    public (int First, int Last) Days(int period)
    {
        var (first, next) = unit switch
        {
            RecurrenceFrequency.Daily => (period, period + 1),
            RecurrenceFrequency.Weekly => (period * 7 + weekStart, period * 7 + weekStart + 7),
            RecurrenceFrequency.Monthly => DaysOfMonth(period),
            _ when hasWeeks => (Gregorian.FirstWeek(period, weekStart), Gregorian.FirstWeek(period + 1, weekStart)),
            _ => (Gregorian.NewYear(period), Gregorian.NewYear(period + 1)),
        };
        return (Math.Max(first, 0), Math.Min(next - 1, Gregorian.LastDay));
    }

    private static int Month(DateOnly date) => date.Year * 12 + date.Month - 1;

    private static (int First, int Next) DaysOfMonth(int period)
    {
        var first = new DateOnly(period / 12, period % 12 + 1, 1);
        return (first.DayNumber, first.DayNumber + DateTime.DaysInMonth(first.Year, first.Month));
    }
}
