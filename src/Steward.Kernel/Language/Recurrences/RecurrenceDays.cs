namespace Steward.Kernel;

/// <summary>The walk over the days of a rule.</summary>
internal static class RecurrenceDays
{
    /// <summary>
    /// The numbers of the days after <paramref name="after"/> and up to <paramref name="last"/> on which the series that begins
    /// at the start fires.
    /// </summary>
    /// <remarks>
    /// Bounded thrice. The calendar ends with the year 9999, and each step goes ahead in it. The calendar repeats itself, and so
    /// do the periods that a rule visits, after one cycle of at most 146,097 steps: when so many in a row were empty, so are all
    /// to come. And without COUNT the walk begins where it is asked for; with it, at the start.
    /// </remarks>
    public static IEnumerable<int> Walk(Recurrence rule, DateOnly start, int after, int last)
    {
        var months = new RecurrenceMonths(rule, start);
        var periods = new RecurrencePeriods(rule, rule.Interval);
        var cycle = periods.Cycle;
        var places = rule.BySetPos.ToHashSet();
        var left = rule.Count ?? int.MaxValue;
        var days = new List<int>();
        var empty = 0;
        last = Math.Min(last, Gregorian.LastDay);

        var period = periods.Of(start.DayNumber);
        if (rule.Count is null && after > start.DayNumber)
            period += (periods.Of(Math.Min(after, Gregorian.LastDay)) - period) / rule.Interval * rule.Interval;

        for (var end = periods.Of(Gregorian.LastDay); period <= end && empty <= cycle; period += rule.Interval)
        {
            var (from, to) = periods.Days(period);
            if (from > last)
                yield break;
            Fill(days, months, places, from, to);
            empty = days.Count == 0 ? empty + 1 : 0;

            foreach (var day in days)
            {
                if (day < start.DayNumber)
                    continue;
                if (day > last)
                    yield break;
                if (day > after)
                    yield return day;
                if (--left == 0)
                    yield break;
            }
        }
    }

    /// <summary>Whether there is a start from which the rule fires, were its interval 1: looks at one cycle of the calendar.</summary>
    public static bool CanFire(Recurrence rule)
    {
        var periods = new RecurrencePeriods(rule, interval: 1);
        var places = rule.BySetPos.ToHashSet();
        var days = new List<int>();
        // The first days of a month are in every month, so of the days that a start may lend they leave out the least.
        var starts = rule.HasWeekdayOfStart ? 7 : 1;

        for (var start = new DateOnly(2001, 1, 1); start.Day <= starts; start = start.AddDays(1))
        {
            var months = new RecurrenceMonths(rule, start);
            var first = periods.Of(start.DayNumber);
            for (var period = first; period < first + periods.Cycle; period++)
            {
                var (from, to) = periods.Days(period);
                Fill(days, months, places, from, to);
                if (days.Count > 0)
                    return true;
            }
        }
        return false;
    }

    private static void Fill(List<int> days, RecurrenceMonths months, HashSet<int> places, int from, int to)
    {
        days.Clear();
        months.AddTo(days, from, to);
        if (places.Count == 0)
            return;

        var kept = 0;
        for (var place = 0; place < days.Count; place++)
            if (places.Contains(place + 1) || places.Contains(place - days.Count))
                days[kept++] = days[place];
        days.RemoveRange(kept, days.Count - kept);
    }
}
