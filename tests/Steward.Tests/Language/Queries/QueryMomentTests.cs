using System.Globalization;

namespace Steward.Tests.Language.Queries;

public sealed class QueryMomentTests
{
    [Theory]
    [InlineData("today", "2026-11-21")]
    [InlineData("TODAY", "2026-11-21")]
    [InlineData("tomorrow", "2026-11-22")]
    [InlineData("yesterday", "2026-11-20")]
    [InlineData("now", "2026-11-21")]
    [InlineData("now+9h", "2026-11-22")]
    [InlineData("start_of_week", "2026-11-16")]
    [InlineData("end_of_week", "2026-11-22")]
    [InlineData("start_of_week+1w", "2026-11-23")]
    [InlineData("start_of_month", "2026-11-01")]
    [InlineData("end_of_month", "2026-11-30")]
    [InlineData("start_of_month+2m-1d", "2026-12-31")]
    [InlineData("start_of_year", "2026-01-01")]
    [InlineData("end_of_year", "2026-12-31")]
    [InlineData("today+7d", "2026-11-28")]
    [InlineData("today-1y", "2025-11-21")]
    [InlineData("2024-02-29+1y", "2025-02-28")]
    [InlineData("2026-01-31+1m", "2026-02-28")]
    [InlineData("2026-01-31-2M", "2025-11-30")]
    [InlineData("2026-12-24", "2026-12-24")]
    [InlineData("2026-12-24-24d", "2026-11-30")]
    [InlineData("8999-12-31", "8999-12-31")]
    public void A_day_is(string text, string day) =>
        Assert.Equal(
            DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            QueryMoment.Read(text, QueryRows.Context)!.Value.Day
        );

    [Theory]
    [InlineData("")]
    [InlineData("+7d")]
    [InlineData("today+")]
    [InlineData("today+d")]
    [InlineData("today+7")]
    [InlineData("today+7x")]
    [InlineData("today+7d+")]
    [InlineData("today+12345d")]
    [InlineData("today+1d+1d+1d+1d+1d+1d")]
    [InlineData("today+7min")]
    [InlineData("today++7d")]
    [InlineData("todaytoday")]
    [InlineData("2026-1-2")]
    [InlineData("2026-13-01")]
    [InlineData("20261224")]
    [InlineData("+2026-12-24")]
    [InlineData("٢٠٢٦-12-24")]
    [InlineData("9000-01-01")]
    [InlineData("8999-12-31+1d")]
    [InlineData("now+9999y")]
    [InlineData("now-9999m-9999m")]
    [InlineData("2026-12-24T15")]
    [InlineData("2026-12-24T15:00+7d")]
    public void This_is_none(string text) => Assert.Null(QueryMoment.Read(text, QueryRows.Context));

    [Theory]
    [InlineData("today", "2026-11-20T23:00Z", "2026-11-21T23:00Z")]
    [InlineData("2026-03-29", "2026-03-28T23:00Z", "2026-03-29T22:00Z")]
    [InlineData("2026-10-25", "2026-10-24T22:00Z", "2026-10-25T23:00Z")]
    [InlineData("now-2h", "2026-11-21T12:00Z", null)]
    [InlineData("now+90min", "2026-11-21T15:30Z", null)]
    [InlineData("now-30d", "2026-10-22T13:00Z", null)]
    [InlineData("2026-12-24T15:00", "2026-12-24T14:00Z", null)]
    [InlineData("2026-12-24T15:00Z", "2026-12-24T15:00Z", null)]
    [InlineData("2026-12-24t15:00:30-05:00", "2026-12-24T20:00:30Z", null)]
    [InlineData("2026-03-29T02:30", "2026-03-29T01:30Z", null)]
    public void A_time_is_in_the_callers_zone(string text, string from, string? until)
    {
        var moment = QueryMoment.Read(text, QueryRows.Context)!.Value;

        Assert.Equal(
            (Parsed(from), until is null ? null : Parsed(until), TimeSpan.Zero),
            (moment.From, moment.Until, moment.From.Offset)
        );

        static DateTimeOffset? Parsed(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_week_begins_where_the_caller_says()
    {
        var sunday = QueryRows.Context with { WeekStart = DayOfWeek.Sunday };

        Assert.Equal(new(2026, 11, 15), QueryMoment.Read("start_of_week", sunday)!.Value.Day);
        Assert.Equal(new(2026, 11, 21), QueryMoment.Read("end_of_week", sunday)!.Value.Day);
    }

    [Fact]
    public void Today_is_the_day_in_the_callers_zone()
    {
        var apia = new QueryContext(new(2026, 11, 21, 14, 0, 0, TimeSpan.Zero), "Pacific/Apia", QueryRows.Me);

        Assert.Equal(new(2026, 11, 22), QueryMoment.Read("today", apia)!.Value.Day);
    }
}
