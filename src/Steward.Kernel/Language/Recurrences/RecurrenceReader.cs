using System.Globalization;

namespace Steward.Kernel;

/// <summary>Reads a rule, or says which part of it is wrong and what is expected.</summary>
internal sealed class RecurrenceReader(string pointer)
{
    private static readonly string[] Names =
    [
        "FREQ",
        "INTERVAL",
        "COUNT",
        "UNTIL",
        "BYMONTH",
        "BYWEEKNO",
        "BYYEARDAY",
        "BYMONTHDAY",
        "BYDAY",
        "BYSETPOS",
        "WKST",
        "RSCALE",
        "SKIP",
    ];

    private readonly Dictionary<string, string> parts = [];

    public Recurrence Read(string rule)
    {
        if (rule.Length > Recurrence.MaxLength)
            throw Refused($"A rule has at most {Recurrence.MaxLength} characters; this one has {rule.Length}.");

        var text = rule.Trim().ToUpperInvariant();
        foreach (var part in (text.StartsWith("RRULE:", StringComparison.Ordinal) ? text[6..] : text).Split(';'))
            Keep(part);

        var read = new Recurrence
        {
            Frequency = Frequency(),
            Interval = Number("INTERVAL") ?? 1,
            Count = Number("COUNT"),
            Until = Until(),
            ByMonth = Numbers("BYMONTH", 12, fromEnd: false),
            ByWeekNo = Numbers("BYWEEKNO", 53),
            ByYearDay = Numbers("BYYEARDAY", 366),
            ByMonthDay = Numbers("BYMONTHDAY", 31),
            ByDay = Weekdays(),
            BySetPos = Numbers("BYSETPOS", 366),
            WeekStart = WeekStart(),
            SaidSkip = Skip(),
        };
        if (RecurrenceFaults.Of(read) is { } fault)
            throw Refused(fault);

        return RecurrenceDays.CanFire(read)
            ? read
            : throw Refused($"{Shown(read.ToString())} never happens. Check its days, months and BYSETPOS.");
    }

    private void Keep(string part)
    {
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || equals == part.Length - 1)
            throw Refused(
                $"{Shown(part)} is not a part of a rule: expected NAME=VALUE, separated by semicolons, as FREQ=WEEKLY;BYDAY=MO."
            );

        var name = part[..equals];
        if (name is "BYHOUR" or "BYMINUTE" or "BYSECOND")
            throw Refused($"{name} is not supported: leave it out; the time of day is that of the start.");
        if (!Names.Contains(name))
            throw Refused($"{Shown(name)} is not a part of a rule: expected one of {string.Join(", ", Names)}.");
        if (!parts.TryAdd(name, part[(equals + 1)..]))
            throw Refused($"{name} stands twice: once is allowed; separate several values by commas.");
    }

    private RecurrenceFrequency Frequency()
    {
        if (!parts.TryGetValue("FREQ", out var value))
            throw Refused("FREQ is missing: expected FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.");
        return value switch
        {
            "DAILY" => RecurrenceFrequency.Daily,
            "WEEKLY" => RecurrenceFrequency.Weekly,
            "MONTHLY" => RecurrenceFrequency.Monthly,
            "YEARLY" => RecurrenceFrequency.Yearly,
            "HOURLY" or "MINUTELY" or "SECONDLY" => throw Refused(
                $"FREQ={value} is not supported: expected DAILY, WEEKLY, MONTHLY or YEARLY."
            ),
            _ => throw Malformed("FREQ", value, "DAILY, WEEKLY, MONTHLY or YEARLY"),
        };
    }

    private int? Number(string name)
    {
        if (!parts.TryGetValue(name, out var value))
            return null;
        return Integer(value, Recurrence.MaxNumber) is { } number and > 0 && char.IsAsciiDigit(value[0])
            ? number
            : throw Malformed(name, value, $"a number from 1 to {Recurrence.MaxNumber}");
    }

    private IReadOnlyList<int> Numbers(string name, int most, bool fromEnd = true)
    {
        if (!parts.TryGetValue(name, out var value))
            return [];
        var expected = $"numbers from 1 to {most}{(fromEnd ? $" or from -{most} to -1" : "")}, separated by commas";
        return
        [
            .. value
                .Split(',')
                .Select(item =>
                    Integer(item, most) is { } number && number != 0 && (fromEnd || number > 0)
                        ? number
                        : throw Malformed(name, value, expected)
                )
                .Distinct()
                .Order(),
        ];
    }

    private IReadOnlyList<RecurrenceDay> Weekdays()
    {
        if (!parts.TryGetValue("BYDAY", out var value))
            return [];
        return [.. value.Split(',').Select(Weekday).Distinct().OrderBy(day => day.Ordinal).ThenBy(day => day.Weekday)];

        RecurrenceDay Weekday(string item)
        {
            var code = item.Length < 2 ? "" : item[^2..];
            var ordinal =
                item.Length <= 2 ? 0
                : Integer(item[..^2], 53) is { } number and not 0 ? number
                : (int?)null;
            return RecurrenceDay.Named(code) is { } day && ordinal is { } nth
                ? new(nth, day)
                : throw Malformed(
                    "BYDAY",
                    value,
                    "MO, TU, WE, TH, FR, SA or SU, separated by commas, each with a number from 1 to 53 or -53 to -1 before it or none"
                );
        }
    }

    private RecurrenceUntil? Until()
    {
        if (!parts.TryGetValue("UNTIL", out var value))
            return null;
        var isUtc = value.Length == 16 && value[15] == 'Z';
        var local = isUtc ? value[..15] : value;
        var format = local.Length == 8 ? "yyyyMMdd" : "yyyyMMdd'T'HHmmss";
        if (
            !local.All(char.IsAscii)
            || !DateTime.TryParseExact(local, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var until)
        )
            throw Malformed("UNTIL", value, "a date as 20261231, or a time as 20261231T170000, with Z if in UTC");
        var date = DateOnly.FromDateTime(until);
        return local.Length == 8 ? new(date) : new(date, TimeOnly.FromDateTime(until), isUtc);
    }

    private DayOfWeek WeekStart()
    {
        if (!parts.TryGetValue("WKST", out var value))
            return DayOfWeek.Monday;
        return RecurrenceDay.Named(value) ?? throw Malformed("WKST", value, "MO, TU, WE, TH, FR, SA or SU");
    }

    private RecurrenceSkip? Skip()
    {
        var isNamed = parts.TryGetValue("RSCALE", out var calendar);
        if (isNamed && calendar != "GREGORIAN")
            throw Malformed("RSCALE", calendar!, "GREGORIAN, the only calendar that is supported");

        return parts.GetValueOrDefault("SKIP") switch
        {
            null => isNamed ? RecurrenceSkip.Omit : null,
            "OMIT" => RecurrenceSkip.Omit,
            "BACKWARD" => RecurrenceSkip.Backward,
            var value => throw Malformed("SKIP", value, "OMIT or BACKWARD"),
        };
    }

    /// <summary>Null if it is not digits with a sign or none before them, or too large.</summary>
    private static int? Integer(string text, int most)
    {
        var digits = text.AsSpan(text is ['+' or '-', ..] ? 1 : 0);
        if (digits.Length is 0 or > 5 || digits.ContainsAnyExceptInRange('0', '9'))
            return null;
        var number = int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        return number > most ? null
            : text[0] == '-' ? -number
            : number;
    }

    private static string Shown(string text) => text.Length <= 40 ? $"\"{text}\"" : $"\"{text[..40]}...\"";

    private RefusalException Malformed(string name, string value, string expected) =>
        Refused($"{name} is {Shown(value)}: expected {expected}.");

    private RefusalException Refused(string message) =>
        RefusalException.Invalid(pointer, "invalid_recurrence", message);
}
