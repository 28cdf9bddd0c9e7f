using FsCheck;
using FsCheck.Fluent;

namespace Steward.Tests.Language;

public sealed class RecurrencePropertyTests
{
    private static readonly Arbitrary<Series> Any = Arb.From(Gen.Choose(0, int.MaxValue).Select(Series.Of));

    [Fact]
    public void A_series_has_the_days_that_each_satisfy_the_rule_and_no_others() =>
        Holds(
            300,
            series =>
            {
                var last = series.Day.AddYears(6);
                var days = series.Rule.Occurrences(series.Day).TakeWhile(day => day <= last).ToList();

                Assert.Equal(new RecurrenceOracle(series.Rule, series.Day).Days(last), days);
                Assert.All(days.Zip(days.Skip(1)), pair => Assert.True(pair.First < pair.Second));
            }
        );

    [Fact]
    public void Next_is_the_first_occurrence_after() =>
        Holds(
            2_000,
            series =>
            {
                var walked = series.Rule.Occurrences(series.Start).Take(40).ToList();
                foreach (var after in series.Moments(walked))
                {
                    var next = series.Rule.Next(series.Start, after);

                    var expected = walked.Cast<DateTime?>().FirstOrDefault(time => time > after);
                    if (expected is not null || walked.Count < 40)
                        Assert.Equal(expected, next);
                }
            }
        );

    [Fact]
    public void Skipping_ahead_leads_where_walking_leads() =>
        Holds(
            300,
            series =>
            {
                var after = series.Start.AddYears(100).AddDays(series.Seed % 3_000);

                var walked = series
                    .Rule.Occurrences(series.Start)
                    .Cast<DateTime?>()
                    .FirstOrDefault(time => time > after);

                Assert.Equal(walked, series.Rule.Next(series.Start, after));
            }
        );

    [Fact]
    public void Days_and_times_are_the_same_series() =>
        Holds(
            500,
            series =>
                Assert.Equal(
                    series.Rule.Occurrences(series.Day).Take(20).Select(day => day.ToDateTime(series.Time)),
                    series.Rule.Occurrences(series.Start).Take(20)
                )
        );

    [Fact]
    public void The_canonical_text_is_the_same_rule() =>
        Holds(
            5_000,
            series =>
            {
                var again = Recurrence.Parse("rrule:" + series.Rule.ToString().ToLowerInvariant());

                Assert.Equal(series.Rule, again);
                Assert.Equal(series.Rule.ToString(), again.ToString());
                Assert.Equal(series.Rule.GetHashCode(), again.GetHashCode());
                Assert.Equal(series.Rule.Occurrences(series.Day).Take(5), again.Occurrences(series.Day).Take(5));
            }
        );

    [Fact]
    public void Until_in_utc_is_the_last_instant_in_any_zone() =>
        Holds(
            300,
            series =>
            {
                var zone = ZonesTests.Some[series.Seed % ZonesTests.Some.Length];
                var until = series.Start.AddDays(series.Seed % 800).AddHours(series.Seed % 24);
                var rule = Recurrence.Parse($"FREQ=DAILY;UNTIL={until:yyyyMMdd'T'HHmmss}Z");
                var instant = new DateTimeOffset(until, TimeSpan.Zero);

                var last = rule.Occurrences(series.Start, zone).LastOrDefault(series.Start.AddDays(-1));

                Assert.True(last < series.Start || At(last) <= instant, $"{last} is too late");
                Assert.True(At(last.AddDays(1)) > instant, $"{last} is not the last");

                DateTimeOffset At(DateTime time) =>
                    Zones.At(DateOnly.FromDateTime(time), TimeOnly.FromDateTime(time), zone);
            }
        );

    private static void Holds(int times, Action<Series> property) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(times).WithQuietOnSuccess(true),
            Prop.ForAll(
                Any,
                series =>
                {
                    property(series);
                    return true;
                }
            )
        );

    private sealed record Series(int Seed, Recurrence Rule, DateTime Start)
    {
        public DateOnly Day => DateOnly.FromDateTime(Start);
        public TimeOnly Time => TimeOnly.FromDateTime(Start);

        /// <summary>A rule that fires; the same for the same seed.</summary>
        public static Series Of(int seed)
        {
            var random = new Random(seed);
            var rules = new RandomRules(random);
            for (var tries = 0; ; tries++)
            {
                Assert.True(tries < 1_000, "Hardly a random rule fires.");
                var start = rules.Start();
                var text = rules.Next();
                if (rules.Chance(20))
                    text += $";COUNT={random.Next(1, 20)}";
                else if (rules.Chance(20))
                    text += $";UNTIL={start.AddDays(random.Next(-10, 4_000)):yyyyMMdd}";
                if (rules.Chance(50))
                    text += $";RSCALE=GREGORIAN;SKIP={rules.Pick("OMIT", "BACKWARD")}";
                try
                {
                    return new(seed, Recurrence.Parse(text), start);
                }
                catch (RefusalException refused)
                    when (refused.Message.Contains("never happens", StringComparison.Ordinal))
                {
                    continue;
                }
            }
        }

        /// <summary>At, just before and just after occurrences, and anywhere.</summary>
        public IEnumerable<DateTime> Moments(List<DateTime> walked)
        {
            var random = new Random(Seed);
            yield return Start.AddYears(-3);
            foreach (var time in walked.Take(3).Append(Start).Append(walked.LastOrDefault(Start)))
            {
                yield return time;
                yield return time.AddSeconds(-1);
                yield return time.AddSeconds(1);
                yield return time.AddMinutes(random.Next(3_000_000));
            }
        }
    }
}
