using System.Diagnostics;
using System.Globalization;

namespace Steward.Tests.Language;

public sealed class RecurrenceTests
{
    [Theory]
    [InlineData("FREQ=MONTHLY", "2026-01-31", "2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31")]
    [InlineData("FREQ=MONTHLY", "2028-01-30", "2028-01-30 2028-02-29 2028-03-30")]
    [InlineData("FREQ=MONTHLY;INTERVAL=3", "2026-08-31", "2026-08-31 2026-11-30 2027-02-28 2027-05-31")]
    [InlineData("FREQ=MONTHLY;BYMONTH=2,4", "2026-01-31", "2026-02-28 2026-04-30 2027-02-28")]
    [InlineData("FREQ=YEARLY", "2024-02-29", "2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29")]
    [InlineData("FREQ=MONTHLY;SKIP=OMIT", "2026-01-31", "2026-01-31 2026-03-31 2026-05-31")]
    [InlineData("FREQ=MONTHLY;RSCALE=GREGORIAN", "2026-01-31", "2026-01-31 2026-03-31 2026-05-31")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-31", "2026-01-31 2026-03-31 2026-05-31")]
    [InlineData(
        "FREQ=MONTHLY;BYMONTHDAY=30,31;SKIP=BACKWARD",
        "2026-01-31",
        "2026-01-31 2026-02-28 2026-03-30 2026-03-31"
    )]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-31;SKIP=BACKWARD", "2026-01-01", "2026-01-01 2026-03-01 2026-05-01")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=366;SKIP=BACKWARD", "2026-01-01", "2026-12-31 2027-12-31 2028-12-31")]
    [InlineData("FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2", "2026-01-01", "2028-02-29 2032-02-29")]
    [InlineData("FREQ=DAILY;BYMONTHDAY=31;SKIP=BACKWARD", "2026-01-31", "2026-01-31 2026-03-31")]
    public void A_day_that_the_month_lacks_is_its_last_if_the_start_gave_it_and_none_if_the_rule_did(
        string rule,
        string start,
        string days
    ) => Fires(rule, start, days);

    [Theory]
    [InlineData("FREQ=WEEKLY", "2026-11-20", "2026-11-20 2026-11-27")]
    [InlineData("FREQ=WEEKLY;BYDAY=FR", "2026-11-18", "2026-11-20 2026-11-27")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO;COUNT=2", "2026-11-18", "2026-11-23 2026-11-30", true)]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1", "2026-11-18", "2026-11-23 2026-11-30")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-18", "2026-11-30 2026-12-14")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,1TU", "2026-11-01", "2026-11-02 2026-11-03 2026-11-09 2026-11-16 2026-11-23")]
    [InlineData("FREQ=MONTHLY;BYDAY=5FR", "2026-11-01", "2027-01-29 2027-04-30")]
    [InlineData("FREQ=YEARLY;BYMONTHDAY=15", "2026-11-01", "2026-11-15 2026-12-15 2027-01-15")]
    [InlineData("FREQ=YEARLY;BYDAY=-1FR", "2026-01-01", "2026-12-25 2027-12-31")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=1", "2026-01-06", "2027-01-05 2028-01-04")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;INTERVAL=2", "2024-12-30", "2024-12-30 2027-01-04 2029-01-01")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU", "2026-01-01", "2027-01-03 2033-01-02")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU", "2026-01-01", "2027-01-03 2028-01-02 2028-12-31")]
    [InlineData("FREQ=DAILY;UNTIL=20261122", "2026-11-20", "2026-11-20 2026-11-21 2026-11-22", true)]
    [InlineData("FREQ=DAILY;UNTIL=20261119", "2026-11-20", "", true)]
    public void What_the_rule_leaves_open_comes_from_the_start(
        string rule,
        string start,
        string days,
        bool isAll = false
    ) => Fires(rule, start, days, isAll);

    [Theory]
    [InlineData("rrule:freq=weekly;byday=fr,mo,MO;interval=01;wkst=mo", "FREQ=WEEKLY;BYDAY=MO,FR")]
    [InlineData(" FREQ=MONTHLY;BYDAY=+1MO,-2SU,TU ", "FREQ=MONTHLY;BYDAY=-2SU,TU,1MO")]
    [InlineData("WKST=SU;BYMONTHDAY=-1,+3,1;COUNT=007;FREQ=MONTHLY", "FREQ=MONTHLY;COUNT=7;BYMONTHDAY=-1,1,3;WKST=SU")]
    [InlineData("FREQ=DAILY;UNTIL=20261231t170000z", "FREQ=DAILY;UNTIL=20261231T170000Z")]
    [InlineData("FREQ=DAILY;UNTIL=20261231T170000", "FREQ=DAILY;UNTIL=20261231T170000")]
    [InlineData("FREQ=DAILY;UNTIL=20261231", "FREQ=DAILY;UNTIL=20261231")]
    [InlineData("SKIP=BACKWARD;FREQ=MONTHLY", "FREQ=MONTHLY")]
    [InlineData("SKIP=OMIT;FREQ=MONTHLY", "FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=OMIT")]
    [InlineData("RSCALE=GREGORIAN;FREQ=YEARLY", "FREQ=YEARLY;RSCALE=GREGORIAN;SKIP=OMIT")]
    [InlineData("SKIP=OMIT;FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=31")]
    [InlineData(
        "SKIP=BACKWARD;FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYMONTHDAY=31;RSCALE=GREGORIAN;SKIP=BACKWARD"
    )]
    [InlineData("SKIP=BACKWARD;FREQ=MONTHLY;BYMONTHDAY=28", "FREQ=MONTHLY;BYMONTHDAY=28")]
    [InlineData("SKIP=BACKWARD;FREQ=WEEKLY", "FREQ=WEEKLY")]
    public void Each_rule_has_one_text(string rule, string canonical)
    {
        Assert.Equal(canonical, Recurrence.Parse(rule).ToString());
        Assert.Equal(Recurrence.Parse(canonical), Recurrence.Parse(rule));
        Assert.NotEqual(Recurrence.Parse("FREQ=DAILY;INTERVAL=7"), Recurrence.Parse(rule));
    }

    [Fact]
    public void The_text_is_the_same_whatever_the_language_of_the_machine()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var odd = (CultureInfo)CultureInfo.GetCultureInfo("th-TH").Clone();
            odd.NumberFormat.NegativeSign = "minus";
            CultureInfo.CurrentCulture = odd;
            const string rule = "FREQ=MONTHLY;UNTIL=20261231T170000Z;BYMONTHDAY=-1;BYDAY=-1FR";

            Assert.Equal(rule, Recurrence.Parse(rule).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Next_is_later_than_the_time_asked_for_and_at_the_time_of_the_start()
    {
        var rule = Recurrence.Parse("FREQ=DAILY");
        var start = new DateTime(2026, 11, 20, 17, 0, 0);

        Assert.Equal(start, rule.Next(start, start.AddTicks(-1)));
        Assert.Equal(start.AddDays(1), rule.Next(start, start));
        Assert.Equal(start.AddDays(1), rule.Next(start, new DateTime(2026, 11, 21)));
        Assert.Equal(start.AddDays(2), rule.Next(start, new DateTime(2026, 11, 21, 17, 30, 0)));
        Assert.Equal(start, rule.Next(start, DateTime.MinValue));
        Assert.Null(rule.Next(start, DateTime.MaxValue));
        Assert.Equal(
            DateTimeKind.Unspecified,
            rule.Next(DateTime.SpecifyKind(start, DateTimeKind.Utc), start)!.Value.Kind
        );
        Assert.Null(Recurrence.Parse("FREQ=DAILY;COUNT=3").Next(start, start.AddDays(2)));
    }

    [Fact]
    public void Until_counts_to_the_second_and_in_utc_by_the_zone()
    {
        var start = new DateTime(2026, 11, 20, 17, 0, 0);

        Assert.Equal(3, Times("UNTIL=20261122T170000", "Etc/UTC"));
        Assert.Equal(2, Times("UNTIL=20261122T165959", "Etc/UTC"));
        Assert.Equal(2, Times("UNTIL=20261122T165959", "Asia/Tokyo"));
        Assert.Equal(3, Times("UNTIL=20261122T080000Z", "Asia/Tokyo"));
        Assert.Equal(2, Times("UNTIL=20261122T075959Z", "Asia/Tokyo"));
        Assert.Equal(3, Times("UNTIL=20261122", "Pacific/Kiritimati"));

        int Times(string until, string zone) =>
            Recurrence.Parse($"FREQ=DAILY;{until}").Occurrences(start, zone).Count();
    }

    [Theory]
    [InlineData("FREQ=DAILY")]
    [InlineData("FREQ=WEEKLY;WKST=TU;BYDAY=MO,TU,SA")]
    [InlineData("FREQ=WEEKLY;BYDAY=SA;INTERVAL=99999")]
    [InlineData("FREQ=MONTHLY;INTERVAL=99999")]
    [InlineData("FREQ=YEARLY")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=1,-1;BYDAY=MO,SU;WKST=TU")]
    [InlineData("FREQ=YEARLY;BYDAY=1MO,-1FR")]
    [InlineData("FREQ=DAILY;UNTIL=99991231T235959Z")]
    [InlineData("FREQ=DAILY;UNTIL=00010101T000000Z")]
    public void The_ends_of_the_calendar_are_no_exception(string text)
    {
        var rule = Recurrence.Parse(text);
        foreach (var start in new[] { DateTime.MinValue, DateTime.MaxValue.Date, DateTime.MaxValue.AddDays(-400) })
        foreach (var zone in new[] { "Etc/UTC", "Pacific/Kiritimati", "Etc/GMT+12" })
        {
            var times = rule.Occurrences(start, zone).Take(1_000).ToList();

            Assert.All(times, time => Assert.True(time >= start));
            Assert.Equal(
                times.Skip(1).Cast<DateTime?>().FirstOrDefault(),
                times.Count == 0 ? null : rule.Next(start, times[0], zone)
            );
        }
    }

    [Theory]
    [InlineData("FREQ=DAILY;INTERVAL=7;BYDAY=MO", "2026-11-20")]
    [InlineData("FREQ=DAILY;INTERVAL=97398;BYDAY=MO", "2026-11-20")]
    [InlineData("FREQ=WEEKLY;INTERVAL=99999;BYMONTH=1", "2026-11-20")]
    [InlineData("FREQ=MONTHLY;INTERVAL=12;BYMONTH=2", "2026-11-20")]
    [InlineData("FREQ=MONTHLY;BYMONTH=2;SKIP=OMIT", "2026-11-30")]
    [InlineData("FREQ=YEARLY;INTERVAL=400;BYMONTH=2;BYMONTHDAY=29", "2026-11-20")]
    [InlineData("FREQ=YEARLY;INTERVAL=99999;BYYEARDAY=1", "2026-11-20")]
    [InlineData("FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29;COUNT=99999", "2027-01-01")]
    public void A_rule_that_never_fires_from_its_start_has_no_next_and_says_so_soon(string text, string from)
    {
        var rule = Recurrence.Parse(text);
        var start = DateOnly.Parse(from, CultureInfo.InvariantCulture);
        var clock = Stopwatch.StartNew();

        Assert.Null(rule.Next(start, start));
        Assert.Empty(rule.Occurrences(start));
        Assert.InRange(clock.ElapsedMilliseconds, 0, 60_000);
    }

    private static void Fires(string rule, string start, string days, bool isAll = false)
    {
        string[] expected = days.Length == 0 ? [] : days.Split(' ');

        var found = Recurrence
            .Parse(rule)
            .Occurrences(DateOnly.Parse(start, CultureInfo.InvariantCulture))
            .Take(expected.Length + (isAll ? 1 : 0));

        Assert.Equal(expected, found.Select(day => $"{day:yyyy-MM-dd}"));
    }
}
