using System.Globalization;
using System.Text;

namespace Steward.Kernel;

/// <summary>
/// A rule by which something comes back, on the wall clock: RRULE of RFC 5545, sections 3.3.10 and 3.8.5.3, with SKIP of RFC 7529.
/// Immutable; rules are equal when their canonical texts are.
/// </summary>
/// <remarks>
/// The series begins at a start, which is no part of the rule. The time of day and what the rule leaves open (weekday, day,
/// month) come from it; it is an occurrence itself only if it satisfies the rule, and COUNT counts occurrences alone. BYSETPOS
/// chooses among the days of the whole day, week, month or year, also of that in which the series begins.
/// </remarks>
public sealed class Recurrence : IEquatable<Recurrence>
{
    /// <summary>The longest text of a rule, in characters.</summary>
    public const int MaxLength = 500;

    /// <summary>The largest INTERVAL and the largest COUNT: 273 years of days.</summary>
    public const int MaxNumber = 99_999;

    private const string Utc = "Etc/UTC";
    private string? text;

    internal Recurrence() { }

    public RecurrenceFrequency Frequency { get; internal init; }

    /// <summary>Each how many days, weeks, months or years; from 1.</summary>
    public int Interval { get; internal init; } = 1;

    /// <summary>After how many occurrences the series ends; null if not by number.</summary>
    public int? Count { get; internal init; }

    /// <summary>When the series ends; null if not by time. Never together with <see cref="Count"/>.</summary>
    public RecurrenceUntil? Until { get; internal init; }

    /// <summary>1 to 12, in order; empty if not limited, as all these lists.</summary>
    public IReadOnlyList<int> ByMonth { get; internal init; } = [];

    /// <summary>Weeks of the year, 1 to 53 or from the end -1 to -53.</summary>
    public IReadOnlyList<int> ByWeekNo { get; internal init; } = [];

    /// <summary>Days of the year, 1 to 366 or from the end -1 to -366.</summary>
    public IReadOnlyList<int> ByYearDay { get; internal init; } = [];

    /// <summary>Days of the month, 1 to 31 or from the end -1 to -31. In a yearly rule without BYMONTH, of each month.</summary>
    public IReadOnlyList<int> ByMonthDay { get; internal init; } = [];

    public IReadOnlyList<RecurrenceDay> ByDay { get; internal init; } = [];

    /// <summary>Which of a period's days, 1 to 366 or from the end -1 to -366.</summary>
    public IReadOnlyList<int> BySetPos { get; internal init; } = [];

    /// <summary>The day that weeks begin with (WKST).</summary>
    public DayOfWeek WeekStart { get; internal init; } = DayOfWeek.Monday;

    /// <summary>
    /// What becomes of days that a month does not have. A rule that does not say so goes backward if its day is that of the
    /// start, otherwise it omits them; Omit too where there can be no such day.
    /// </summary>
    public RecurrenceSkip Skip => CanMissADay ? SaidSkip ?? DefaultSkip : RecurrenceSkip.Omit;

    /// <summary>What the rule says itself; null if nothing.</summary>
    internal RecurrenceSkip? SaidSkip { get; init; }

    /// <summary>
    /// A rule without SKIP: "monthly" from the 31st means the end of shorter months, and "yearly" from 29 February means the 28th
    /// in common years, unlike RFC 5545, for nobody wants a rent to be forgotten in February. Whoever names days (BYMONTHDAY=31)
    /// means those and no other: omitted, as in RFC 5545. So does who names the calendar (RSCALE), for RFC 7529 says so.
    /// </summary>
    private RecurrenceSkip DefaultSkip => HasDayOfStart ? RecurrenceSkip.Backward : RecurrenceSkip.Omit;

    /// <summary>The day of the month (and in a yearly rule without BYMONTH the month) is that of the start.</summary>
    internal bool HasDayOfStart =>
        Frequency >= RecurrenceFrequency.Monthly
        && ByWeekNo.Count + ByYearDay.Count + ByMonthDay.Count + ByDay.Count == 0;

    /// <summary>The weekday is that of the start.</summary>
    internal bool HasWeekdayOfStart =>
        ByDay.Count == 0
        && (Frequency == RecurrenceFrequency.Weekly || (ByWeekNo.Count > 0 && ByMonthDay.Count + ByYearDay.Count == 0));

    private bool CanMissADay =>
        HasDayOfStart
        || (Frequency >= RecurrenceFrequency.Monthly && (ByMonthDay.Any(day => day > 28) || ByYearDay.Contains(366)));

    /// <summary>Reads the value of an RRULE, with or without <c>RRULE:</c> before it, in capital or small letters.</summary>
    /// <param name="rule">As <c>FREQ=MONTHLY;BYDAY=-1FR</c>; at most <see cref="MaxLength"/> characters.</param>
    /// <param name="pointer">Where the text stands in the input, for the refusal: an RFC 6901 JSON pointer.</param>
    /// <exception cref="RefusalException">
    /// <c>invalid_recurrence</c>: it is malformed, not supported (FREQ below DAILY, BYHOUR, BYMINUTE, BYSECOND, SKIP=FORWARD), or
    /// never fires from any start.
    /// </exception>
    public static Recurrence Parse(string rule, string pointer = "") => new RecurrenceReader(pointer).Read(rule);

    /// <summary>The days of the series, in order and without end unless the rule has one; the last year is 9999.</summary>
    public IEnumerable<DateOnly> Occurrences(DateOnly start) =>
        Days(start, -1, LastDay()).Select(DateOnly.FromDayNumber);

    /// <summary>The times of the series on the wall clock of the zone; all at the start's time of day.</summary>
    /// <param name="start">On the wall clock, whatever its Kind.</param>
    /// <param name="zone">An IANA zone; counts only when UNTIL is in UTC. See <see cref="Zones.At"/> for the instants.</param>
    public IEnumerable<DateTime> Occurrences(DateTime start, string zone = Utc) =>
        Days(DateOnly.FromDateTime(start), -1, LastDay(start, zone)).Select(day => At(day, start));

    /// <summary>The first day of the series after that one; null when it has ended, or never fires from this start.</summary>
    public DateOnly? Next(DateOnly start, DateOnly after)
    {
        foreach (var day in After(start, after))
            return day;
        return null;
    }

    /// <summary>All days of the series after that one, in one walk: with COUNT each <see cref="Next(DateOnly, DateOnly)"/> begins at the start.</summary>
    public IEnumerable<DateOnly> After(DateOnly start, DateOnly after) =>
        Days(start, after.DayNumber, LastDay()).Select(DateOnly.FromDayNumber);

    /// <summary>The first time of the series later than that; null when it has ended, or never fires from this start.</summary>
    /// <param name="start">On the wall clock, whatever its Kind.</param>
    /// <param name="after">On the same wall clock. It need not be an occurrence, and may lie before the start.</param>
    /// <param name="zone">An IANA zone; counts only when UNTIL is in UTC.</param>
    public DateTime? Next(DateTime start, DateTime after, string zone = Utc)
    {
        foreach (var time in After(start, after, zone))
            return time;
        return null;
    }

    /// <summary>All times of the series later than that, in one walk.</summary>
    /// <param name="start">On the wall clock, whatever its Kind.</param>
    /// <param name="after">On the same wall clock.</param>
    /// <param name="zone">An IANA zone; counts only when UNTIL is in UTC.</param>
    public IEnumerable<DateTime> After(DateTime start, DateTime after, string zone = Utc)
    {
        var afterDay = DateOnly.FromDateTime(after).DayNumber - (start.TimeOfDay > after.TimeOfDay ? 1 : 0);
        return Days(DateOnly.FromDateTime(start), afterDay, LastDay(start, zone)).Select(day => At(day, start));
    }

    public bool Equals(Recurrence? other) => other?.ToString() == ToString();

    public override bool Equals(object? obj) => Equals(obj as Recurrence);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The canonical text, without <c>RRULE:</c>: parts in one order, lists sorted, without what is the default.</summary>
    public override string ToString() => text ??= Write();

    private IEnumerable<int> Days(DateOnly start, int after, int last) => RecurrenceDays.Walk(this, start, after, last);

    private int LastDay() => Until?.Date.DayNumber ?? Gregorian.LastDay;

    private int LastDay(DateTime start, string zone) =>
        Until?.LastDay(TimeOnly.FromDateTime(start), zone) ?? Gregorian.LastDay;

    private static DateTime At(int day, DateTime start) =>
        DateOnly.FromDayNumber(day).ToDateTime(TimeOnly.FromDateTime(start));

    private string Write()
    {
        var written = new StringBuilder("FREQ=").Append(Frequency.ToString().ToUpperInvariant());
        Add("UNTIL", Until);
        Add("COUNT", Count);
        Add("INTERVAL", Interval == 1 ? null : Interval);
        List("BYMONTH", ByMonth);
        List("BYWEEKNO", ByWeekNo);
        List("BYYEARDAY", ByYearDay);
        List("BYMONTHDAY", ByMonthDay);
        List("BYDAY", ByDay);
        List("BYSETPOS", BySetPos);
        Add("WKST", WeekStart == DayOfWeek.Monday ? null : RecurrenceDay.Code(WeekStart));
        if (CanMissADay && Skip != DefaultSkip)
            written.Append(";RSCALE=GREGORIAN;SKIP=").Append(Skip.ToString().ToUpperInvariant());
        return written.ToString();

        void Add(string name, object? value)
        {
            if (value is not null)
                written.Append(CultureInfo.InvariantCulture, $";{name}={value}");
        }

        void List<T>(string name, IReadOnlyList<T> values)
        {
            for (var item = 0; item < values.Count; item++)
                written.Append(CultureInfo.InvariantCulture, $"{(item == 0 ? $";{name}=" : ",")}{values[item]}");
        }
    }
}
