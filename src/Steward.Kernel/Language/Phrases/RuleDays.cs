using System.Globalization;

namespace Steward.Kernel;

/// <summary>The days of the rules that phrases make, as far as their first one needs it.</summary>
internal static class RuleDays
{
    /// <summary>29 February comes within 8 years and a day, or never.</summary>
    private const int MostDays = 8 * 366;

    /// <summary>The first day of the rule on or after another; null when there is none.</summary>
    public static DateOnly? First(string rule, DateOnly from)
    {
        var parts = rule.Split(';').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        var months = Numbers(parts, "BYMONTH");
        var days = Numbers(parts, "BYMONTHDAY");
        var weekdays = parts.GetValueOrDefault("BYDAY")?.Split(',').Select(WeekdayOf).ToArray();
        var position = parts.GetValueOrDefault("BYSETPOS");

        for (var tried = 0; tried < MostDays; tried++)
        {
            var day = from.AddDays(tried);
            if (Matches(day) && (position is null || !Matches(day, position is "1" ? -1 : 1)))
                return day;
        }
        return null;

        bool Matches(DateOnly day, int others = 0)
        {
            if (others == 0)
                return (months is null || months.Contains(day.Month))
                    && (days is null || days.Contains(day.Day) || days.Contains(day.Day - LengthOf(day) - 1))
                    && (weekdays is null || weekdays.Any(weekday => IsOn(weekday, day)));

            for (var other = day.AddDays(others); other.Month == day.Month; other = other.AddDays(others))
                if (Matches(other))
                    return true;
            return false;
        }
    }

    private static bool IsOn((int Nth, int Weekday) weekday, DateOnly day) =>
        DateMeanings.IsoWeekday(day) == weekday.Weekday
        && weekday.Nth switch
        {
            0 => true,
            > 0 => (day.Day + 6) / 7 == weekday.Nth,
            _ => (LengthOf(day) - day.Day) / 7 == -weekday.Nth - 1,
        };

    private static (int Nth, int Weekday) WeekdayOf(string text)
    {
        var nth =
            text.Length > 2 ? int.Parse(text.AsSpan(0, text.Length - 2), provider: CultureInfo.InvariantCulture) : 0;
        return (nth, Array.IndexOf(["", "MO", "TU", "WE", "TH", "FR", "SA", "SU"], text[^2..]));
    }

    private static int[]? Numbers(Dictionary<string, string> parts, string name) =>
        parts.TryGetValue(name, out var list)
            ? [.. list.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture))]
            : null;

    private static int LengthOf(DateOnly day) => DateTime.DaysInMonth(day.Year, day.Month);
}
