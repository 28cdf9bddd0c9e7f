using System.Numerics;

namespace Steward.Kernel;

/// <summary>
/// Which days of a month satisfy all BY parts of a rule but BYSETPOS: one bit a day. It does not matter whether RFC 5545 (the
/// table in section 3.3.10) says that a part expands or limits: within one period the days are those that satisfy every part.
/// What the rule leaves open comes from the start. Keeps the month that was asked for last; not for several threads.
/// </summary>
internal sealed class RecurrenceMonths
{
    private const uint Weekly = 0b1_0000001_0000001_0000001_0000001;

    private readonly Recurrence rule;
    private readonly int months;
    private readonly uint daysFromStart;
    private readonly uint daysFromEnd;
    private readonly int weekdays;
    private readonly RecurrenceDay[] nthWeekdays;
    private readonly bool countsInYear;
    private readonly ulong weeksFromStart;
    private readonly ulong weeksFromEnd;
    private readonly int weekStart;

    private int first;
    private int length;
    private uint days;

    public RecurrenceMonths(Recurrence rule, DateOnly start)
    {
        this.rule = rule;
        IReadOnlyList<int> monthDays = rule.HasDayOfStart ? [start.Day] : rule.ByMonthDay;
        var hasMonthOfStart =
            rule.HasDayOfStart && rule.Frequency == RecurrenceFrequency.Yearly && rule.ByMonth.Count == 0;
        IReadOnlyList<RecurrenceDay> byDay = rule.HasWeekdayOfStart ? [new(0, start.DayOfWeek)] : rule.ByDay;

        months = (int)Bits(hasMonthOfStart ? [start.Month] : rule.ByMonth, 1);
        daysFromStart = (uint)(Bits(monthDays, 1) >> 1);
        daysFromEnd = (uint)(Bits(monthDays, -1) >> 1);
        weeksFromStart = Bits(rule.ByWeekNo, 1);
        weeksFromEnd = Bits(rule.ByWeekNo, -1);
        weekdays = byDay.Where(day => day.Ordinal == 0).Aggregate(0, (bits, day) => bits | 1 << day.Weekday);
        nthWeekdays = [.. byDay.Where(day => day.Ordinal != 0)];
        countsInYear = rule.Frequency == RecurrenceFrequency.Yearly && rule.ByMonth.Count == 0;
        weekStart = RecurrenceDay.Number(rule.WeekStart);
    }

    /// <summary>Adds the days from one to another, both included, that satisfy the rule, in order.</summary>
    public void AddTo(List<int> found, int from, int to)
    {
        for (var day = from; day <= to; day = first + length)
        {
            if (day < first || day >= first + length)
                Load(DateOnly.FromDayNumber(day));
            var wanted = days & (uint.MaxValue << (day - first));
            if (to - first < 31)
                wanted &= uint.MaxValue >> (31 - (to - first));
            for (; wanted != 0; wanted &= wanted - 1)
                found.Add(first + BitOperations.TrailingZeroCount(wanted));
        }
    }

    private void Load(DateOnly date)
    {
        length = DateTime.DaysInMonth(date.Year, date.Month);
        first = date.DayNumber - date.Day + 1;
        days = 0;
        if (months != 0 && (months >> date.Month & 1) == 0)
            return;

        days = uint.MaxValue >> (32 - length);
        if ((daysFromStart | daysFromEnd) != 0)
            days &= MonthDays();
        if (rule.ByYearDay.Count > 0)
            days &= YearDays(date.Year);
        if ((weeksFromStart | weeksFromEnd) != 0)
            days &= Weeks(date.Year);
        if (weekdays != 0 || nthWeekdays.Length > 0)
            days &= Weekdays(date.Year);
    }

    private uint MonthDays()
    {
        var all = uint.MaxValue >> (32 - length);
        var found = daysFromStart & all;
        if (rule.Skip == RecurrenceSkip.Backward && (daysFromStart & ~all) != 0)
            found |= 1u << (length - 1);
        // A day before the first, as -31 in April, is nobody's: SKIP does not lead into the month before.
        for (var fromEnd = daysFromEnd; fromEnd != 0; fromEnd &= fromEnd - 1)
            found |= Day(length - 1 - BitOperations.TrailingZeroCount(fromEnd));
        return found;
    }

    private uint YearDays(int year)
    {
        var newYear = Gregorian.NewYear(year);
        var inYear = Gregorian.NewYear(year + 1) - newYear;
        var found = 0u;
        foreach (var number in rule.ByYearDay)
        {
            var day = number > 0 ? number - 1 : inYear + number;
            if (day == inYear && rule.Skip == RecurrenceSkip.Backward)
                day--;
            if (day >= 0 && day < inYear)
                found |= Day(newYear + day - first);
        }
        return found;
    }

    private uint Weeks(int year)
    {
        var found = 0u;
        for (var week = first - Gregorian.Modulo(first - weekStart, 7); week < first + length; week += 7)
        {
            // Its fourth day says which year a week belongs to.
            var owner = week + 3 < Gregorian.NewYear(year) ? year - 1 : year;
            owner = week + 3 < Gregorian.NewYear(owner + 1) ? owner : owner + 1;
            var ofYear = Gregorian.FirstWeek(owner, weekStart);
            var number = (week - ofYear) / 7 + 1;
            var fromEnd = (Gregorian.FirstWeek(owner + 1, weekStart) - week) / 7;
            if (((weeksFromStart >> number | weeksFromEnd >> fromEnd) & 1) == 0)
                continue;
            for (var day = week; day < week + 7; day++)
                found |= Day(day - first);
        }
        return found;
    }

    private uint Weekdays(int year)
    {
        var found = 0u;
        for (var weekday = 0; weekday < 7; weekday++)
            if ((weekdays >> weekday & 1) != 0)
                found |= Weekly << Gregorian.Modulo(weekday - first, 7);

        var begin = countsInYear ? Gregorian.NewYear(year) : first;
        var end = countsInYear ? Gregorian.NewYear(year + 1) : first + length;
        foreach (var nth in nthWeekdays)
        {
            var day =
                nth.Ordinal > 0
                    ? begin + Gregorian.Modulo(nth.Weekday - begin, 7) + 7 * (nth.Ordinal - 1)
                    : end - 1 - Gregorian.Modulo(end - 1 - nth.Weekday, 7) + 7 * (nth.Ordinal + 1);
            if (day >= begin && day < end)
                found |= Day(day - first);
        }
        return found;
    }

    /// <summary>The bit of a day of the loaded month, from 0; none if the month does not have it.</summary>
    private uint Day(int index) => index >= 0 && index < length ? 1u << index : 0;

    /// <summary>The numbers of that sign, as bits.</summary>
    private static ulong Bits(IReadOnlyList<int> numbers, int sign)
    {
        var bits = 0ul;
        foreach (var number in numbers)
            if (Math.Sign(number) == sign)
                bits |= 1ul << Math.Abs(number);
        return bits;
    }
}
