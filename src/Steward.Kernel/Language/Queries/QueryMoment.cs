using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Steward.Kernel;

/// <summary>A day in the caller's zone, or an instant: then <c>Until</c> is null.</summary>
internal readonly record struct QueryMoment(DateOnly Day, DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>The names of moments, with what they mean.</summary>
    public static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["today"] = "the day that it is for you",
        ["tomorrow"] = "the day after today",
        ["yesterday"] = "the day before today",
        ["now"] = "this moment",
        ["start_of_week"] = "the first day of this week",
        ["end_of_week"] = "the last day of this week",
        ["start_of_month"] = "the first day of this month",
        ["end_of_month"] = "the last day of this month",
        ["start_of_year"] = "the first day of this year",
        ["end_of_year"] = "the last day of this year",
    };

    private const int FirstYear = 1000;
    private const int LastYear = 9000;

    private static readonly LocalDatePattern Date = LocalDatePattern.Iso;
    private static readonly LocalDateTimePattern[] WallClock =
    [
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss"),
    ];
    private static readonly OffsetDateTimePattern[] WithOffset =
    [
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mmo<Z+HH:mm>"),
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:sso<Z+HH:mm>"),
    ];

    /// <summary>Null when the text names none.</summary>
    public static QueryMoment? Read(string text, QueryContext context)
    {
        var zone = DateTimeZoneProviders.Tzdb[context.TimeZone];
        if (text is [_, _, _, _, '-', _, _, '-', _, _, 'T' or 't', ..])
            return Time(text.ToUpperInvariant(), zone);

        var place = text is [>= '0' and <= '9', ..] ? 10 : text.IndexOfAny(['+', '-']);
        if (place < 0 || place > text.Length)
            place = text.Length;
        if (QueryOffset.Read(text[place..]) is not { } offsets)
            return null;
        var name = text[..place].ToLowerInvariant();
        if (name is "now")
            return FromNow(Instant.FromDateTimeOffset(context.Now), offsets, zone);
        var day = Named(name, context) ?? (Date.Parse(name) is { Success: true } date ? date.Value : null);
        foreach (var offset in offsets)
            day = day is { } standing ? offset.From(standing.AtMidnight())?.Date : null;
        return day is { Year: >= FirstYear and < LastYear } found
            ? new(found.ToDateOnly(), Start(found, zone), Start(found.PlusDays(1), zone))
            : null;
    }

    private static LocalDate? Named(string name, QueryContext context)
    {
        var today = LocalDate.FromDateOnly(context.Today);
        var week = today.PlusDays(-(((int)context.Today.DayOfWeek - (int)context.WeekStart + 7) % 7));
        return name switch
        {
            "today" => today,
            "tomorrow" => today.PlusDays(1),
            "yesterday" => today.PlusDays(-1),
            "start_of_week" => week,
            "end_of_week" => week.PlusDays(6),
            "start_of_month" => today.With(DateAdjusters.StartOfMonth),
            "end_of_month" => today.With(DateAdjusters.EndOfMonth),
            "start_of_year" => new(today.Year, 1, 1),
            "end_of_year" => new(today.Year, 12, 31),
            _ => null,
        };
    }

    /// <summary>Hours and minutes elapse; days and longer keep the time on the wall clock.</summary>
    private static QueryMoment? FromNow(Instant now, IReadOnlyList<QueryOffset> offsets, DateTimeZone zone)
    {
        foreach (var offset in offsets)
            if (offset.Elapsed is { } elapsed)
                now += elapsed;
            else if (offset.From(now.InZone(zone).LocalDateTime) is { } moved)
                now = moved.InZoneLeniently(zone).ToInstant();
            else
                return null;
        return At(now, zone);
    }

    private static QueryMoment? Time(string text, DateTimeZone zone)
    {
        foreach (var pattern in WallClock)
            if (pattern.Parse(text) is { Success: true } read)
                return At(read.Value.InZoneLeniently(zone).ToInstant(), zone);
        foreach (var pattern in WithOffset)
            if (pattern.Parse(text) is { Success: true } read)
                return At(read.Value.ToInstant(), zone);
        return null;
    }

    private static QueryMoment? At(Instant instant, DateTimeZone zone) =>
        instant.InZone(zone).Date is { Year: >= FirstYear and < LastYear } day
            ? new(day.ToDateOnly(), instant.ToDateTimeOffset(), null)
            : null;

    private static DateTimeOffset Start(LocalDate day, DateTimeZone zone) =>
        zone.AtStartOfDay(day).ToInstant().ToDateTimeOffset();
}
