using System.Globalization;

namespace Steward.Tasks;

/// <summary>Dates and times as other programs write them.</summary>
internal static class TextDates
{
    private static readonly string[] Months =
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
    ];

    private static readonly string[] German =
    [
        "jan",
        "feb",
        "mär",
        "apr",
        "mai",
        "jun",
        "jul",
        "aug",
        "sep",
        "okt",
        "nov",
        "dez",
    ];

    /// <summary>A day, or a time of a day; null: it is neither.</summary>
    /// <param name="text">As 2026-11-20, 20.11.2026 15:00, Nov 20 2026, 11/20/2026 or 2026-11-20T14:00:00Z.</param>
    /// <param name="zone">Whose days they are, where the text names an offset.</param>
    /// <param name="order">Of days and months between slashes.</param>
    public static Due? Read(string text, string zone, DateOrder? order)
    {
        text = text.Trim();
        if (text.Length is 0 or > 40)
            return null;
        if (
            text.Contains('T', StringComparison.Ordinal)
            && (text[^1] is 'Z' || (text.Length > 6 && text[^6] is '+' or '-'))
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
        )
            return InZone(instant, zone);
        var parts = text.Replace('T', ' ').Replace(",", " ").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var days = Math.Min(parts.Length, 3); days > 0; days--)
            if (Day(parts[..days], order) is { } day)
                return days == parts.Length ? new(day)
                    : Time(string.Concat(parts[days..])) is { } time ? new(day, time, zone)
                    : null;
        return null;
    }

    /// <summary>The day and the time that it is then; midnight is a day without a time, as other programs write one.</summary>
    public static Due InZone(DateTimeOffset instant, string zone)
    {
        var local = Zones.Local(instant, zone);
        var time = TimeOnly.FromDateTime(local);
        return time == TimeOnly.MinValue
            ? new(DateOnly.FromDateTime(local))
            : new(DateOnly.FromDateTime(local), new TimeOnly(time.Hour, time.Minute, time.Second), zone);
    }

    /// <summary>The instant that a day or time is, for what was made or done then.</summary>
    public static DateTimeOffset? Instant(string text, string zone, DateOrder? order) =>
        Read(text, zone, order) is { } due
            ? Zones.At(due.Date, due.Time ?? TimeOnly.MinValue, due.TimeZone ?? zone)
            : null;

    /// <summary>15:00, 15:00:30, 3pm, 3:30 PM.</summary>
    public static TimeOnly? Time(string text)
    {
        var half = text.Trim().ToLowerInvariant();
        var hours =
            half.EndsWith("am", StringComparison.Ordinal) ? 0
            : half.EndsWith("pm", StringComparison.Ordinal) ? 12
            : -1;
        var parts = (hours < 0 ? half : half[..^2].Trim()).Split(':');
        if (parts.Length is 0 or > 3 || (parts.Length == 1 && hours < 0))
            return null;
        int[] numbers = [.. parts.Select(part => Number(part.Split('.')[0]) ?? 60)];
        var hour = numbers[0];
        if (hours >= 0)
            hour = hour is >= 1 and <= 12 ? hour % 12 + hours : 60;
        var (minute, second) = (numbers.ElementAtOrDefault(1), numbers.ElementAtOrDefault(2));
        return hour < 24 && minute < 60 && second < 60 ? new TimeOnly(hour, minute, second) : null;
    }

    /// <summary>What a column's dates with slashes tell of their order; null: they leave it open.</summary>
    public static DateOrder? Order(IEnumerable<string> cells)
    {
        foreach (var cell in cells)
            if (cell.Split(' ')[0].Split('/') is [var first, var second, { Length: 4 }])
            {
                if (Number(first) is > 12 and <= 31)
                    return DateOrder.DayFirst;
                if (Number(second) is > 12 and <= 31)
                    return DateOrder.MonthFirst;
            }
        return null;
    }

    private static DateOnly? Day(string[] parts, DateOrder? order) =>
        parts switch
        {
            [var one] => one.Split('-', '/', '.') switch
            {
                [{ Length: 4 } year, var month, var day] => Date(year, month, day),
                [var day, var month, { Length: 4 } year] when one.Contains('.') => Date(year, month, day),
                [var day, var month, { Length: 4 } year] when one.Contains('/') && order is DateOrder.DayFirst => Date(
                    year,
                    month,
                    day
                ),
                [var month, var day, { Length: 4 } year] when one.Contains('/') && order is DateOrder.MonthFirst =>
                    Date(year, month, day),
                _ => null,
            },
            [var day, var month, { Length: 4 } year] when Month(month) is { } named => Date(
                year,
                named,
                day.TrimEnd('.')
            ),
            [var month, var day, { Length: 4 } year] when Month(month) is { } named => Date(year, named, day),
            _ => null,
        };

    private static string? Month(string text)
    {
        var name = text.TrimEnd('.').ToLowerInvariant();
        if (name.Length < 3)
            return null;
        var place = Math.Max(Array.IndexOf(Months, name[..3]), Array.IndexOf(German, name[..3]));
        return place < 0 ? null : (place + 1).ToString(CultureInfo.InvariantCulture);
    }

    private static DateOnly? Date(string year, string month, string day) =>
        (Number(year), Number(month), Number(day)) is ({ } y and > 0, { } m and >= 1 and <= 12, { } d and >= 1)
        && d <= DateTime.DaysInMonth(y, m)
            ? new DateOnly(y, m, d)
            : null;

    private static int? Number(string text) =>
        text.Length <= 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
