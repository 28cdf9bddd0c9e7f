using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Steward.Tests.Language;

/// <summary>Compared with python-dateutil, on random rules.</summary>
[Trait("Category", "Slow")]
public sealed class RecurrenceDateutilTests
{
    private const int Seed = 5545;
    private const int Rules = 10_000;
    private const int Most = 12;
    private const string Python = "/usr/bin/python3";

    [Fact]
    public async Task Ten_thousand_random_rules_fire_when_dateutil_says()
    {
        var random = new Random(Seed);
        var asked = Enumerable.Range(0, Rules).Select(_ => Question.Draw(random)).ToList();

        var answers = await Ask(asked.Select(question => question.Line));

        Assert.Equal(asked.Count, answers.Count);
        var different =
            from pair in asked.Zip(answers)
            where !pair.First.Ours.SequenceEqual(pair.Second)
            select $"{pair.First.Rule} from {pair.First.Start:s}:\n  ours     {string.Join(' ', pair.First.Ours)}\n  dateutil {string.Join(' ', pair.Second)}";
        var all = different.ToList();
        Assert.True(all.Count == 0, $"{all.Count} with seed {Seed}:\n{string.Join('\n', all.Take(25))}");
    }

    private static async Task<List<string[]>> Ask(IEnumerable<string> lines)
    {
        using var python = Process.Start(
            new ProcessStartInfo(Python, [Script()])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var ending = limit.Token.Register(() => python.Kill());
        var faults = python.StandardError.ReadToEndAsync(limit.Token);
        var writing = Task.Run(
            async () =>
            {
                try
                {
                    foreach (var line in lines)
                        await python.StandardInput.WriteLineAsync(line);
                    python.StandardInput.Close();
                }
                catch (IOException)
                {
                    // It has ended; its standard error says why.
                }
            },
            limit.Token
        );

        var answers = new List<string[]>();
        while (await python.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            answers.Add(JsonSerializer.Deserialize<string[]>(line)!);
        await writing;
        await python.WaitForExitAsync(limit.Token);
        Assert.True(
            python.ExitCode == 0,
            $"{Python} failed. It needs dateutil: apt-get install python3-dateutil (bin/test does).\n{await faults}"
        );
        return answers;
    }

    private static string Script([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "dateutil_occurrences.py");

    private sealed record Question(string Rule, DateTime Start, string[] Ours)
    {
        public string Line =>
            JsonSerializer.Serialize(
                new
                {
                    rule = Rule,
                    start = $"{Start:s}",
                    take = Most,
                }
            );

        public static Question Draw(Random random)
        {
            var rules = new RandomRules(random);
            while (true)
            {
                var text = rules.Next();
                var start = rules.Start();
                if (
                    text.Contains("WEEKLY", StringComparison.Ordinal)
                    && text.Contains("BYSETPOS", StringComparison.Ordinal)
                )
                    start = start.AddDays(-(((int)start.DayOfWeek - (int)WeekStart(text) + 7) % 7));
                if (Dense(text, start) is not { } times)
                    continue;
                return Ended(random, text, start, times);
            }
        }

        private static DayOfWeek WeekStart(string text)
        {
            var part = text.Split(';').SingleOrDefault(part => part.StartsWith("WKST", StringComparison.Ordinal));
            return Recurrence.Parse($"FREQ=WEEKLY;{part ?? "WKST=MO"}").WeekStart;
        }

        /// <summary>With COUNT or UNTIL at times; UNTIL at, before or after an occurrence.</summary>
        private static Question Ended(Random random, string text, DateTime start, string[] times)
        {
            var some = random.Next(Most);
            var until = DateTime
                .Parse(times[some], System.Globalization.CultureInfo.InvariantCulture)
                .AddSeconds(random.Next(-1, 2));
            text += random.Next(4) switch
            {
                0 => $";COUNT={some + 1}",
                1 => $";UNTIL={until:yyyyMMdd'T'HHmmss}",
                _ => "",
            };
            return new(text, start, Times(text, start));
        }

        /// <summary>Null if the rule fires so seldom that dateutil, which tries every period, would take long.</summary>
        private static string[]? Dense(string text, DateTime start)
        {
            try
            {
                if (IsReadOtherwise(Recurrence.Parse(text), start))
                    return null;
                var times = Times(text, start);
                return times.Length == Most && string.CompareOrdinal(times[^1], $"{start.AddYears(100):s}") < 0
                    ? times
                    : null;
            }
            catch (RefusalException refused) when (refused.Message.Contains("never happens", StringComparison.Ordinal))
            {
                return null;
            }
        }

        private static string[] Times(string text, DateTime start) =>
            [
                .. Recurrence
                    .Parse(text + ";RSCALE=GREGORIAN;SKIP=OMIT")
                    .Occurrences(start)
                    .Take(Most)
                    .Select(time => $"{time:s}"),
            ];

        /// <summary>What dateutil 2.8.2 reads otherwise than RFC 5545, section 3.3.10, or not at all. There we follow the RFC.</summary>
        private static bool IsReadOtherwise(Recurrence rule, DateTime start)
        {
            var nth = rule.ByDay.Where(day => day.Ordinal != 0).ToList();
            var isInMonth = rule.Frequency == RecurrenceFrequency.Monthly || rule.ByMonth.Count > 0;

            // BYDAY=MO,1TU is a list, so Mondays and the first Tuesday; dateutil takes the days that are both: none.
            if (nth.Count > 0 && nth.Count < rule.ByDay.Count)
                return true;
            // The sixth Monday of a month is beyond the available scope and ignored; dateutil runs out of its list.
            if (isInMonth && nth.Any(day => Math.Abs(day.Ordinal) > 5))
                return true;
            // BYSETPOS counts within the whole week; dateutil's first week begins with the start.
            if (
                rule is { Frequency: RecurrenceFrequency.Weekly, BySetPos.Count: > 0 }
                && start.DayOfWeek != rule.WeekStart
            )
                return true;
            // BYWEEKNO=20 alone: what the rule leaves open is that of the start, so its weekday; dateutil takes all seven.
            if (rule.ByWeekNo.Count > 0 && rule.ByDay.Count + rule.ByMonthDay.Count + rule.ByYearDay.Count == 0)
                return true;
            // The weeks of a year lie partly in its neighbours. With BYWEEKNO our year (to step by, and to count BYSETPOS in) is
            // that of whole weeks; dateutil's ends on 31 December, within a week.
            return rule.ByWeekNo.Count > 0 && (rule.Interval > 1 || rule.BySetPos.Count > 0);
        }
    }
}
