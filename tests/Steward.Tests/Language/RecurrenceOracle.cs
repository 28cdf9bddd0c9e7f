namespace Steward.Tests.Language;

/// <summary>The rule asked for each single day, as slowly and plainly as its words can be read.</summary>
internal sealed class RecurrenceOracle(Recurrence rule, DateOnly start)
{
    /// <summary>The days of the series up to and including the last.</summary>
    public List<DateOnly> Days(DateOnly last)
    {
        var found = new List<DateOnly>();
        var days = Enumerable
            .Range(start.DayNumber - 380, last.DayNumber - start.DayNumber + 2 * 380)
            .Select(DateOnly.FromDayNumber);

        foreach (var period in days.GroupBy(Period).Where(period => period.Key >= 0 && period.Key % rule.Interval == 0))
        {
            var matching = period.Where(Matches).ToList();
            found.AddRange(
                matching.Where(
                    (_, place) =>
                        rule.BySetPos.Count == 0
                        || rule.BySetPos.Any(wanted => wanted == place + 1 || wanted == place - matching.Count)
                )
            );
        }
        var until = rule.Until?.Date ?? DateOnly.MaxValue;
        return
        [
            .. found
                .Where(day => day >= start && day <= until)
                .Take(rule.Count ?? int.MaxValue)
                .Where(day => day <= last),
        ];
    }

    private int Period(DateOnly day) =>
        rule.Frequency switch
        {
            RecurrenceFrequency.Daily => day.DayNumber - start.DayNumber,
            RecurrenceFrequency.Weekly => (FirstOfWeek(day).DayNumber - FirstOfWeek(start).DayNumber) / 7,
            RecurrenceFrequency.Monthly => 12 * (day.Year - start.Year) + day.Month - start.Month,
            _ when rule.ByWeekNo.Count > 0 => FourthOfWeek(day).Year - FourthOfWeek(start).Year,
            _ => day.Year - start.Year,
        };

    private bool Matches(DateOnly day)
    {
        var names = rule.ByDay.Count + rule.ByMonthDay.Count + rule.ByYearDay.Count + rule.ByWeekNo.Count;
        var isPlain = rule.Frequency is RecurrenceFrequency.Monthly or RecurrenceFrequency.Yearly && names == 0;

        if (rule.ByMonth.Count > 0 && !rule.ByMonth.Contains(day.Month))
            return false;
        if (isPlain)
        {
            var isItsMonth =
                rule.Frequency == RecurrenceFrequency.Monthly || rule.ByMonth.Count > 0 || day.Month == start.Month;
            return isItsMonth && IsDayOfMonth(day, start.Day);
        }
        return (rule.ByMonthDay.Count == 0 || rule.ByMonthDay.Any(wanted => IsDayOfMonth(day, wanted)))
            && (rule.ByYearDay.Count == 0 || rule.ByYearDay.Any(wanted => IsDayOfYear(day, wanted)))
            && (rule.ByWeekNo.Count == 0 || rule.ByWeekNo.Any(wanted => IsWeek(day, wanted)))
            && IsWeekday(day);
    }

    private bool IsDayOfMonth(DateOnly day, int wanted)
    {
        var length = DateTime.DaysInMonth(day.Year, day.Month);
        if (wanted > length && rule.Skip == RecurrenceSkip.Backward)
            wanted = length;
        return day.Day == (wanted > 0 ? wanted : length + 1 + wanted);
    }

    private bool IsDayOfYear(DateOnly day, int wanted)
    {
        var length = DateTime.IsLeapYear(day.Year) ? 366 : 365;
        if (wanted > length && rule.Skip == RecurrenceSkip.Backward)
            wanted = length;
        return day.DayOfYear == (wanted > 0 ? wanted : length + 1 + wanted);
    }

    private bool IsWeek(DateOnly day, int wanted)
    {
        var year = FourthOfWeek(day).Year;
        var weeks = Enumerable
            .Range(0, DateTime.IsLeapYear(year) ? 366 : 365)
            .Select(new DateOnly(year, 1, 1).AddDays)
            .Where(fourth => fourth == FourthOfWeek(fourth))
            .ToList();
        return weeks.IndexOf(FourthOfWeek(day)) == (wanted > 0 ? wanted - 1 : weeks.Count + wanted);
    }

    private bool IsWeekday(DateOnly day)
    {
        if (rule.ByDay.Count > 0)
            return rule.ByDay.Any(wanted => wanted.Day == day.DayOfWeek && IsNth(day, wanted.Ordinal));
        var isOfStart =
            rule.Frequency == RecurrenceFrequency.Weekly
            || (rule.ByWeekNo.Count > 0 && rule.ByMonthDay.Count == 0 && rule.ByYearDay.Count == 0);
        return !isOfStart || day.DayOfWeek == start.DayOfWeek;
    }

    private bool IsNth(DateOnly day, int ordinal)
    {
        if (ordinal == 0)
            return true;
        var inYear = rule.Frequency == RecurrenceFrequency.Yearly && rule.ByMonth.Count == 0;
        var count = 0;
        for (var other = day; inYear ? other.Year == day.Year : other.Month == day.Month; count++)
            other = other.AddDays(ordinal > 0 ? -7 : 7);
        return count == Math.Abs(ordinal);
    }

    private DateOnly FirstOfWeek(DateOnly day)
    {
        while (day.DayOfWeek != rule.WeekStart)
            day = day.AddDays(-1);
        return day;
    }

    private DateOnly FourthOfWeek(DateOnly day) => FirstOfWeek(day).AddDays(3);
}
