using Steward.Tasks;
using Steward.Tests.Language;

namespace Steward.Tests.Tasks;

public sealed class RepeatingPropertyTests(TestSteward steward)
{
    private const int Rules = 60;
    private const int Steps = 6;

    /// <summary>A failure names its rule and start.</summary>
    [Fact]
    public async Task Done_on_time_it_walks_exactly_the_days_of_its_rule()
    {
        var random = new Random(20261120);
        var rules = new RandomRules(random);
        await using var almanac = await Almanac.On(steward, "2026-11-20");
        for (var tried = 0; tried < Rules; )
        {
            var (text, start) = (rules.Next(), DateOnly.FromDateTime(rules.Start(1990, 2050)));
            if (!CanFire(text, out var rule))
                continue;
            if (random.Next(3) == 0)
                rule = Recurrence.Parse($"{text};COUNT={random.Next(1, Steps)}");
            tried++;

            // A due that the rule does not give comes before its days.
            var expected = rule.Occurrences(start).Where(day => day > start).Take(Steps).Prepend(start).ToList();
            Assert.Equal(
                $"{rule} from {start}: {string.Join(' ', expected)}",
                $"{rule} from {start}: {string.Join(' ', await Walk(almanac, rule, start))}"
            );
        }
    }

    private static async Task<List<DateOnly>> Walk(Almanac almanac, Recurrence rule, DateOnly start)
    {
        var walked = new List<DateOnly>();
        var task = await almanac.Add(rule.ToString(), new(start));
        while (true)
        {
            walked.Add(task.Due!.Date);
            if (walked.Count > Steps)
            {
                await almanac.Run(new DeleteTask(task.Id));
                return walked;
            }
            almanac.Today = task.Due.Date;
            if (await almanac.Complete(task) is not { } next)
                return walked;
            task = next;
        }
    }

    private static bool CanFire(string text, out Recurrence rule)
    {
        try
        {
            rule = Recurrence.Parse(text);
            return true;
        }
        catch (RefusalException)
        {
            rule = null!;
            return false;
        }
    }
}
