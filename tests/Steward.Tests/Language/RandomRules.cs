namespace Steward.Tests.Language;

/// <summary>Rules that RFC 5545 allows, each part of them as likely as makes sparse and crowded ones; they may never fire.</summary>
internal sealed class RandomRules(Random random)
{
    private static readonly string[] Weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    public string Next()
    {
        var frequency = Pick("DAILY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY", "YEARLY");
        var isYearly = frequency == "YEARLY";
        var canCount = frequency is "MONTHLY" or "YEARLY";
        var parts = new List<string> { $"FREQ={frequency}" };
        var limits = parts.Count;

        if (isYearly && Chance(15))
            parts.Add($"BYWEEKNO={List(53)}");
        var hasWeeks = parts.Count > limits;
        if (Chance(25))
            parts.Add($"BYMONTH={List(12, signed: false)}");
        if (isYearly && Chance(15))
            parts.Add($"BYYEARDAY={List(366, most: 12)}");
        if (frequency != "WEEKLY" && Chance(30))
            parts.Add($"BYMONTHDAY={List(31)}");
        if (Chance(40))
            parts.Add($"BYDAY={Days(canCount && !hasWeeks && Chance(50), isYearly && Chance(50) ? 53 : 5)}");
        if (parts.Count > limits && Chance(25))
            parts.Add($"BYSETPOS={List(Chance(70) ? 4 : 40)}");

        if (Chance(50))
            parts.Add($"INTERVAL={(Chance(85) ? random.Next(1, 5) : random.Next(1, 40))}");
        if (Chance(30))
            parts.Add($"WKST={Pick(Weekdays)}");
        return string.Join(';', parts.Shuffled(random));
    }

    public DateTime Start(int fromYear = 1950, int toYear = 2060)
    {
        var first = new DateOnly(fromYear, 1, 1).DayNumber;
        var day = DateOnly.FromDayNumber(random.Next(first, new DateOnly(toYear, 12, 31).DayNumber));
        if (Chance(25))
            day = new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
        return day.ToDateTime(new TimeOnly(random.Next(24), random.Next(60), random.Next(60)));
    }

    public bool Chance(int percent) => random.Next(100) < percent;

    public string Pick(params string[] from) => from[random.Next(from.Length)];

    private string List(int largest, bool signed = true, int most = 4) =>
        string.Join(
            ',',
            Enumerable
                .Range(0, random.Next(1, most + 1))
                .Select(_ => random.Next(1, largest + 1) * (signed && Chance(30) ? -1 : 1))
        );

    private string Days(bool counted, int largest) =>
        string.Join(
            ',',
            Enumerable
                .Range(0, random.Next(1, 5))
                .Select(_ => (counted ? $"{random.Next(1, largest + 1) * (Chance(30) ? -1 : 1)}" : "") + Pick(Weekdays))
        );
}

internal static class Shuffling
{
    public static T[] Shuffled<T>(this IEnumerable<T> items, Random random)
    {
        var all = items.ToArray();
        random.Shuffle(all);
        return all;
    }
}
