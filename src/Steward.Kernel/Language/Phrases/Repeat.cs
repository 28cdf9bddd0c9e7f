using System.Globalization;

namespace Steward.Kernel;

/// <summary>A recurrence without its end. Its pattern's meaning is the rule, with what the slots took put in.</summary>
internal sealed record Repeat(string Rule, bool FromCompletion, TimeOnly? Time)
{
    private static readonly string[] Weekdays = ["", "MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    private static readonly string[] Frequencies = ["", "", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"];

    public static Repeat? Of(string template, Fillings slots)
    {
        var rule = "";
        foreach (var part in template.Split(';'))
        {
            var open = part.IndexOf('{', StringComparison.Ordinal);
            var filled = open < 0 ? part : Filled(part, open, slots);
            if (filled is null)
                return null;
            if (filled is not "INTERVAL=1")
                rule = rule.Length == 0 ? filled : $"{rule};{filled}";
        }
        return new(rule, slots.Has(Slot.Bang), slots.Value<TimeOnly?>(Slot.Part, Slot.WeekdayPart));
    }

    private static string? Filled(string part, int open, Fillings slots)
    {
        while (open >= 0)
        {
            var close = part.IndexOf('}', open);
            if (Value(part[(open + 1)..close], slots) is not { } value)
                return null;
            part = part[..open] + value + part[(close + 1)..];
            open = part.IndexOf('{', StringComparison.Ordinal);
        }
        return part;
    }

    private static string? Value(string name, Fillings slots) =>
        name switch
        {
            "unit" => Frequencies[slots.Number(Slot.DateUnit)!.Value],
            "n" => Text(slots.Number(Slot.N)!.Value),
            "nth" => Text(slots.Number(Slot.Nth)!.Value),
            // Every first and every last week are no rhythm.
            "each_nth" => slots.Number(Slot.Nth) is { } nth and >= 2 ? Text(nth) : null,
            "weekday" => Weekdays[slots.Number(Slot.AnyWeekday) ?? slots.Number(Slot.WeekdayPart)!.Value],
            "weekdays" => List(Members(slots, Slot.AnyWeekdays, Slot.EachWeekdays).Order(), day => Weekdays[day]),
            "days" => List(Members(slots, Slot.DayOrdinals).Order(), Text),
            "each_day" => List(slots.Numbers(Slot.Day).Distinct().Order(), Text),
            "month" => Text((slots.Number(Slot.AnyMonth) ?? slots.Number(Slot.MonthNumber))!.Value),
            "days_of_year" => DaysOfYear(slots),
            _ => throw new FormatException($"'{name}' is no part of a rule."),
        };

    /// <summary>A rule takes every day in every month named, so only one of the two may differ.</summary>
    private static string? DaysOfYear(Fillings slots)
    {
        var days = slots.Value<List<Filled>>(Slot.DaysOfYear)!.ConvertAll(one => (DayOfYear)one.Value!);
        var months = days.Select(day => day.Month).Distinct().Order().ToList();
        var numbers = days.Select(day => day.Day).Distinct().Order().ToList();
        if (months.Count > 1 && numbers.Count > 1)
            return null;
        return $"BYMONTH={List(months, Text)};BYMONTHDAY={List(numbers, Text)}";
    }

    private static IEnumerable<int> Members(Fillings slots, params ReadOnlySpan<Slot> lists) =>
        slots.Value<List<Filled>>(lists)!.ConvertAll(one => one.Number).Distinct();

    private static string List(IEnumerable<int> numbers, Func<int, string> text) =>
        string.Join(',', numbers.Select(text));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
