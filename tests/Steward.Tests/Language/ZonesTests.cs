using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Steward.Tests.Language;

public sealed class ZonesTests
{
    internal static readonly string[] Some =
    [
        "Etc/UTC",
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Africa/Casablanca",
        "Asia/Kathmandu",
        "Pacific/Kiritimati",
        "Etc/GMT+12",
    ];

    [Theory]
    [InlineData("Europe/Berlin", "2026-07-01T12:00", "2026-07-01T10:00")]
    [InlineData("Europe/Berlin", "2026-03-29T01:59", "2026-03-29T00:59")]
    [InlineData("Europe/Berlin", "2026-03-29T02:00", "2026-03-29T01:00")]
    [InlineData("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30")]
    [InlineData("Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00")]
    [InlineData("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30")]
    [InlineData("Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00")]
    [InlineData("America/New_York", "2026-03-08T02:30", "2026-03-08T07:30")]
    [InlineData("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45")]
    [InlineData("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45")]
    [InlineData("Pacific/Apia", "2011-12-29T10:00", "2011-12-29T20:00")]
    [InlineData("Pacific/Apia", "2011-12-30T10:00", "2011-12-30T20:00")]
    [InlineData("Pacific/Apia", "2011-12-31T10:00", "2011-12-30T20:00")]
    [InlineData("Africa/Casablanca", "2026-02-15T02:30", "2026-02-15T01:30")]
    [InlineData("Africa/Casablanca", "2026-03-22T02:30", "2026-03-22T02:30")]
    public void A_gap_is_passed_by_its_length_and_an_overlap_taken_at_its_first(string zone, string wall, string utc)
    {
        var time = DateTime.Parse(wall, System.Globalization.CultureInfo.InvariantCulture);

        var instant = Zones.At(DateOnly.FromDateTime(time), TimeOnly.FromDateTime(time), zone);

        Assert.Equal(utc, $"{instant:yyyy-MM-ddTHH:mm}");
        Assert.Equal(TimeSpan.Zero, instant.Offset);
    }

    [Fact]
    public void The_ends_of_the_calendar_are_no_exception()
    {
        foreach (var zone in DateTimeZoneProviders.Tzdb.Ids)
        {
            var first = Zones.At(DateOnly.MinValue, TimeOnly.MinValue, zone);
            var last = Zones.At(DateOnly.MaxValue, TimeOnly.MaxValue, zone);

            Assert.InRange(first - DateTimeOffset.MinValue, TimeSpan.Zero, TimeSpan.FromDays(1));
            Assert.InRange(DateTimeOffset.MaxValue - last, TimeSpan.Zero, TimeSpan.FromDays(1));
        }
    }

    [Fact]
    public void What_the_clock_shows_at_the_instant_is_the_time_or_as_much_later_as_the_gap() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(20_000).WithQuietOnSuccess(true),
            Prop.ForAll(
                Arb.From(
                    from zone in Gen.Elements(Some)
                    from minutes in Gen.Choose(0, 100 * 366 * 24 * 60)
                    select (zone, new DateTime(1960, 1, 1).AddMinutes(minutes))
                ),
                asked =>
                {
                    var (zone, wall) = asked;
                    var local = LocalDateTime.FromDateTime(wall);
                    var tz = DateTimeZoneProviders.Tzdb[zone];

                    var instant = Zones.At(DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall), zone);

                    var lenient = local.InZoneLeniently(tz);
                    Assert.Equal(lenient.ToInstant(), Instant.FromDateTimeOffset(instant));
                    return true;
                }
            )
        );
}
