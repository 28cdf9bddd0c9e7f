using System.Globalization;

namespace Steward.Kernel;

/// <summary>One value of BYDAY: each such weekday, or the nth of the month or year.</summary>
/// <param name="Ordinal">From 1 to 53, or from the end from -1 to -53; 0 for each.</param>
/// <param name="Day">The weekday.</param>
public readonly record struct RecurrenceDay(int Ordinal, DayOfWeek Day)
{
    private static readonly string[] Codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <summary>Monday is 0, as the day of number 0 (1 January of the year 1) is one.</summary>
    internal int Weekday => Number(Day);

    public override string ToString() =>
        Ordinal == 0 ? Code(Day) : Ordinal.ToString(CultureInfo.InvariantCulture) + Code(Day);

    internal static int Number(DayOfWeek day) => ((int)day + 6) % 7;

    internal static string Code(DayOfWeek day) => Codes[Number(day)];

    internal static DayOfWeek? Named(ReadOnlySpan<char> code)
    {
        for (var number = 0; number < Codes.Length; number++)
            if (code.SequenceEqual(Codes[number]))
                return (DayOfWeek)((number + 1) % 7);
        return null;
    }
}
