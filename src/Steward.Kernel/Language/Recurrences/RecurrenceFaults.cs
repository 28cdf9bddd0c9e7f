namespace Steward.Kernel;

/// <summary>Parts that RFC 5545, section 3.3.10, does not allow together.</summary>
internal static class RecurrenceFaults
{
    /// <summary>A sentence about the first that is found; null if there is none.</summary>
    public static string? Of(Recurrence rule)
    {
        var frequency = rule.Frequency.ToString().ToUpperInvariant();
        var isYearly = rule.Frequency == RecurrenceFrequency.Yearly;

        if (rule is { Count: not null, Until: not null })
            return "COUNT and UNTIL exclude each other: leave one of them out.";
        if (rule.ByWeekNo.Count > 0 && !isYearly)
            return $"BYWEEKNO goes with FREQ=YEARLY only, not with {frequency}.";
        if (rule.ByYearDay.Count > 0 && !isYearly)
            return $"BYYEARDAY goes with FREQ=YEARLY only, not with {frequency}.";
        if (rule.ByMonthDay.Count > 0 && rule.Frequency == RecurrenceFrequency.Weekly)
            return "BYMONTHDAY does not go with FREQ=WEEKLY: use MONTHLY, or DAILY.";
        if (rule.ByDay.Any(day => day.Ordinal != 0))
        {
            if (rule.Frequency < RecurrenceFrequency.Monthly)
                return $"BYDAY with numbers, as 1MO, goes with FREQ=MONTHLY and YEARLY only, not with {frequency}.";
            if (rule.ByWeekNo.Count > 0)
                return "BYDAY with numbers, as 1MO, does not go with BYWEEKNO: leave the numbers out.";
        }
        var others =
            rule.ByMonth.Count + rule.ByWeekNo.Count + rule.ByYearDay.Count + rule.ByMonthDay.Count + rule.ByDay.Count;
        return rule.BySetPos.Count > 0 && others == 0
            ? "BYSETPOS chooses among the days of another part: add BYDAY, BYMONTHDAY, BYMONTH, BYWEEKNO or BYYEARDAY."
            : null;
    }
}
