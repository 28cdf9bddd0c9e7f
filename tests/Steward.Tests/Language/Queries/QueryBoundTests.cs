using System.Diagnostics;

namespace Steward.Tests.Language.Queries;

public sealed class QueryBoundTests
{
    internal static readonly string[] Hostile =
    [
        new('(', 2000),
        new('"', 2000),
        new('\\', 2000),
        new('<', 2000),
        new('a', 2000),
        new('1', 2000),
        string.Concat(Enumerable.Repeat("not ", 500)),
        string.Concat(Enumerable.Repeat("a:b ", 500)),
        string.Concat(Enumerable.Repeat("dew<todai ", 99)),
        string.Concat(Enumerable.Repeat("a ", 1000)),
        "due<today" + string.Concat(Enumerable.Repeat("+1d", 660)),
        "due<today " + string.Concat(Enumerable.Repeat("+1d ", 490)),
        "title:\"" + string.Concat(Enumerable.Repeat("\\\"", 990)) + "\"",
        "label in (" + string.Concat(Enumerable.Repeat("x,", 990)),
        string.Concat(Enumerable.Repeat("prioritty:1 ", 166)),
        new string('x', 1_000_000),
    ];

    [Fact]
    public void As_much_as_allowed_is_read_and_one_more_is_refused()
    {
        Holds(count => string.Join(" or ", Enumerable.Repeat("overdue", count)), 100, "at most 100 conditions");
        Holds(count => new string('(', count) + "overdue" + new string(')', count), 20, "at most 20 deep");
        Holds(count => string.Concat(Enumerable.Repeat("not ", count)) + "overdue", 20, "at most 20 deep");
        Holds(count => $"priority in ({string.Join(",", Enumerable.Repeat("1", count))})", 50, "at most 50 values");
        Holds(count => "text:" + new string('a', count - 5), 2000, "at most 2000 characters");
        Holds(count => string.Join(" ", Enumerable.Repeat("text:a", count)), 5, "searches too much at once");
        Holds(
            count => $"title in ({string.Join(",", Enumerable.Repeat("a", count))})",
            10,
            "searches too much at once"
        );
        Holds(
            count =>
                "order by " + string.Join(",", new[] { "due", "start", "title", "status", "mood", "price" }[..count]),
            5,
            "ordered by at most 5 fields"
        );
    }

    private static void Holds(Func<int, string> query, int most, string message)
    {
        QueryRows.Compile(query(most));
        Assert.Contains(message, QueryRows.Refused(query(most + 1)).Message);
    }

    [Fact]
    public void Whatever_is_written_is_a_query_or_a_refusal()
    {
        var random = new Random(1);
        for (var run = 0; run < 20_000; run++)
            ReadOrRefused(run % 2 == 0 ? Soup(random) : Mutated(random, RandomQuery.Of(random, 3).Text));
    }

    [Fact]
    public void Hostile_texts_cost_no_time()
    {
        foreach (var text in Hostile)
            ReadOrRefused(text);

        var slowest = Hostile.Max(text =>
            Enumerable
                .Range(0, 30)
                .Min(_ =>
                {
                    var start = Stopwatch.GetTimestamp();
                    ReadOrRefused(text);
                    return Stopwatch.GetElapsedTime(start);
                })
        );

        Assert.InRange(slowest.TotalMilliseconds, 0, 500);
    }

    private static void ReadOrRefused(string text)
    {
        try
        {
            QueryRows.Compile(text);
        }
        catch (RefusalException refusal)
        {
            var position = (int)refusal.Params["position"]!;
            Assert.InRange(position, 1, text.Length + 1);
            Assert.InRange(position + (int)refusal.Params["length"]!, 1, text.Length + 1);
            Assert.All(refusal.Errors, error => Assert.InRange(error.Message.Length, 10, 2500));
            Assert.DoesNotContain('\0', refusal.Message);
        }
    }

    private static string Soup(Random random)
    {
        string[] pieces =
        [
            "and",
            "or",
            "not",
            "(",
            ")",
            ",",
            ":",
            "=",
            "!=",
            "<",
            ">=",
            "in",
            "is",
            "empty",
            "set",
            "order",
            "by",
            "asc",
            "desc",
            "due",
            "title",
            "label",
            "status",
            "has",
            "overdue",
            "estimate",
            "created",
            "price",
            "today",
            "now-2h",
            "2026-12-24",
            "done",
            "waiting",
            "me",
            "\"",
            "\"tax form\"",
            "\\",
            "'",
            "!",
            "+",
            "-",
            "+7d",
            "1h30min",
            "9999999999999",
            "-0",
            "1e9",
            "\0",
            "\ud83d",
            "\ude00",
            "😀",
            "\u202e",
            "\u00a0",
            "ﷺ",
            "“",
            "”",
            "2026-12-24T15:00",
            "9999-12-31",
            "0000-00-00",
            "today+9999y-9999y",
            "now+9999h+9999w",
            "start_of_week-9999m",
            "%",
            "_",
            "' OR 1=1 --",
            ";",
        ];
        return string.Join(
            QueryRows.One(random, " ", "", " ", "  ", "\n"),
            Enumerable.Range(0, random.Next(1, 14)).Select(_ => QueryRows.One(random, pieces))
        );
    }

    private static string Mutated(Random random, string text)
    {
        for (var change = random.Next(1, 4); change > 0 && text.Length > 1; change--)
        {
            var place = random.Next(text.Length);
            text = random.Next(3) switch
            {
                0 => text.Remove(place, 1),
                1 => text.Insert(place, ((char)random.Next(0, 0x250)).ToString()),
                _ => text[..place] + text[random.Next(text.Length)..],
            };
        }
        return text;
    }
}
