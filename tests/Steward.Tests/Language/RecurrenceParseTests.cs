using System.Diagnostics;

namespace Steward.Tests.Language;

public sealed class RecurrenceParseTests
{
    [Theory]
    [InlineData("", "is not a part")]
    [InlineData("daily", "is not a part")]
    [InlineData("FREQ=DAILY;", "is not a part")]
    [InlineData("FREQ=;COUNT=1", "is not a part")]
    [InlineData("COUNT=1", "FREQ is missing")]
    [InlineData("FREQ=FORTNIGHTLY", "FREQ is \"FORTNIGHTLY\": expected DAILY")]
    [InlineData("FREQ=HOURLY", "FREQ=HOURLY is not supported")]
    [InlineData("FREQ=DAILY;BYHOUR=9", "BYHOUR is not supported")]
    [InlineData("FREQ=DAILY;BYEASTER=1", "\"BYEASTER\" is not a part of a rule: expected one of FREQ, INTERVAL")]
    [InlineData("FREQ=DAILY;FREQ=DAILY", "FREQ stands twice")]
    [InlineData("FREQ=DAILY\r\nDTSTART:20260101", "FREQ is")]
    [InlineData("FREQ=DAILY;INTERVAL=0", "INTERVAL is \"0\": expected a number from 1 to 99999")]
    [InlineData("FREQ=DAILY;INTERVAL=-1", "INTERVAL is")]
    [InlineData("FREQ=DAILY;INTERVAL=+1", "INTERVAL is")]
    [InlineData("FREQ=DAILY;INTERVAL=99999999999999999999", "INTERVAL is")]
    [InlineData("FREQ=DAILY;INTERVAL=1.5", "INTERVAL is")]
    [InlineData("FREQ=DAILY;INTERVAL=٣", "INTERVAL is")]
    [InlineData("FREQ=DAILY;COUNT=0", "COUNT is \"0\": expected a number from 1")]
    [InlineData("FREQ=DAILY;COUNT=2;UNTIL=20261231", "COUNT and UNTIL exclude each other")]
    [InlineData("FREQ=DAILY;UNTIL=20260230", "UNTIL is \"20260230\": expected a date as 20261231")]
    [InlineData("FREQ=DAILY;UNTIL=2026-12-31", "UNTIL is")]
    [InlineData("FREQ=DAILY;UNTIL=20261231T240000", "UNTIL is")]
    [InlineData("FREQ=DAILY;UNTIL=20261231Z", "UNTIL is")]
    [InlineData("FREQ=DAILY;UNTIL=00000101", "UNTIL is")]
    [InlineData("FREQ=WEEKLY;BYDAY=MON", "BYDAY is \"MON\": expected MO")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,,TU", "BYDAY is")]
    [InlineData("FREQ=MONTHLY;BYDAY=0MO", "BYDAY is")]
    [InlineData("FREQ=MONTHLY;BYDAY=54MO", "BYDAY is")]
    [InlineData("FREQ=MONTHLY;BYDAY=+-1MO", "BYDAY is")]
    [InlineData(
        "FREQ=WEEKLY;BYDAY=1MO",
        "BYDAY with numbers, as 1MO, goes with FREQ=MONTHLY and YEARLY only, not with WEEKLY"
    )]
    [InlineData("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", "does not go with BYWEEKNO")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY is \"0\": expected numbers from 1 to 31 or from -31 to -1")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY is")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-32", "BYMONTHDAY is")]
    [InlineData("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY does not go with FREQ=WEEKLY")]
    [InlineData("FREQ=YEARLY;BYMONTH=13", "BYMONTH is \"13\": expected numbers from 1 to 12, separated by commas")]
    [InlineData("FREQ=YEARLY;BYMONTH=-1", "BYMONTH is")]
    [InlineData("FREQ=YEARLY;BYMONTH=5L", "BYMONTH is")]
    [InlineData("FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO goes with FREQ=YEARLY only, not with MONTHLY")]
    [InlineData("FREQ=DAILY;BYYEARDAY=1", "BYYEARDAY goes with FREQ=YEARLY only, not with DAILY")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=367", "BYYEARDAY is")]
    [InlineData("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS chooses among the days of another part")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0", "BYSETPOS is")]
    [InlineData("FREQ=WEEKLY;WKST=1MO", "WKST is")]
    [InlineData("FREQ=MONTHLY;SKIP=FORWARD", "SKIP is \"FORWARD\": expected OMIT or BACKWARD")]
    [InlineData("FREQ=MONTHLY;RSCALE=CHINESE", "RSCALE is \"CHINESE\": expected GREGORIAN")]
    public void What_is_wrong_is_named_with_what_is_expected(string rule, string sentence)
    {
        var fault = Assert.Single(Refused(rule)!.Errors);

        Assert.Equal("/recurrence", fault.Pointer);
        Assert.Equal("invalid_recurrence", fault.Code);
        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=MONTHLY;BYMONTH=4,6,9,11;BYMONTHDAY=31")]
    [InlineData("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30,31")]
    [InlineData("FREQ=DAILY;BYDAY=MO;BYSETPOS=2")]
    [InlineData("FREQ=WEEKLY;BYMONTH=1;BYSETPOS=2")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=3,-3")]
    [InlineData("FREQ=MONTHLY;BYDAY=6MO")]
    [InlineData("FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=8")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=1,2;BYSETPOS=3")]
    [InlineData("FREQ=YEARLY;BYMONTH=1,7;BYSETPOS=3")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=1;BYMONTH=2")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=20;BYMONTH=1")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=53;BYMONTHDAY=4;BYMONTH=1")]
    [InlineData("FREQ=YEARLY;INTERVAL=99999;BYDAY=1MO;BYMONTHDAY=31")]
    public void A_rule_that_never_fires_is_refused(string rule) =>
        Assert.Contains("never happens", Refused(rule)!.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=WE")]
    [InlineData("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;SKIP=BACKWARD")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=1;BYMONTH=12")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=53")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=-366;BYDAY=SU")]
    [InlineData("FREQ=YEARLY;BYDAY=53MO;BYMONTHDAY=31")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=5")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYSETPOS=-1")]
    public void A_rule_that_fires_seldom_is_a_rule(string rule) => Assert.Null(Refused(rule));

    [Fact]
    public void A_long_text_is_refused_before_it_is_read()
    {
        var fits = "FREQ=MONTHLY;BYMONTHDAY=" + string.Join(',', Enumerable.Repeat("1", 238));
        Assert.Equal(Recurrence.MaxLength, (fits + "1").Length);

        Assert.Equal("FREQ=MONTHLY;BYMONTHDAY=1", Recurrence.Parse(fits).ToString());
        Assert.Contains(
            "at most 500 characters",
            Refused(new string('A', 10_000_000))!.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Hostile_text_is_a_rule_or_a_refusal_and_soon()
    {
        const int seed = 3;
        var random = new Random(seed);
        var rules = new RandomRules(random);
        string[] pieces =
        [
            "FREQ=",
            "BYDAY=",
            "UNTIL=",
            "=",
            ";",
            ",",
            "-",
            "+",
            "99999",
            "0",
            "\0",
            "\ud800",
            "İ",
            "٣",
            "Z",
            "T",
        ];
        var slowest = TimeSpan.Zero;
        var read = 0;
        var all = Stopwatch.StartNew();

        for (var round = 0; round < 6_000; round++)
        {
            var text = rules.Next();
            for (var changes = random.Next(round % 3 == 0 ? 12 : 2); changes >= 0; changes--)
                text = Changed(text);
            var clock = Stopwatch.StartNew();

            var refused = Refused(text);

            slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
            read += refused is null ? 1 : 0;
            Assert.True(
                refused is null || refused.Errors is [{ Code: "invalid_recurrence", Message.Length: < 400 }],
                text
            );
            if (refused is null)
                Assert.Equal(Recurrence.Parse(text), Recurrence.Parse(Recurrence.Parse(text).ToString()));
        }

        Assert.InRange(read, 100, 5_900);
        Assert.True(slowest < TimeSpan.FromSeconds(30), $"A text took {slowest}.");
        Assert.True(all.Elapsed < TimeSpan.FromMinutes(5), $"All took {all.Elapsed}.");

        string Changed(string text)
        {
            var at = random.Next(text.Length + 1);
            var to = Math.Min(text.Length, at + random.Next(4));
            return random.Next(4) switch
            {
                0 => text[..at] + text[to..],
                1 => text[..at] + (char)random.Next(0x250) + text[at..],
                2 => text[..at] + pieces[random.Next(pieces.Length)] + text[to..],
                _ => text[..at] + text[..to] + text[to..],
            };
        }
    }

    private static RefusalException? Refused(string rule)
    {
        try
        {
            Recurrence.Parse(rule, "/recurrence");
            return null;
        }
        catch (RefusalException refused)
        {
            return refused;
        }
    }
}
