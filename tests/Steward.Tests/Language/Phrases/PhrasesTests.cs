using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace Steward.Tests.Language;

public sealed class PhrasesTests
{
    private static readonly PhraseContext Now = new(
        new(2026, 11, 20, 10, 0, 0, TimeSpan.FromHours(1)),
        "Europe/Berlin"
    );

    private static readonly string[] Pieces =
    [
        "tomorrow",
        "every",
        "monday",
        "and",
        "at",
        "9",
        "15:00",
        "jeden",
        "17.",
        "um",
        "in",
        "3",
        "days",
        "Tage",
        "#Home",
        "@x",
        "\"",
        "“",
        "„",
        "(",
        ")",
        ",",
        ".",
        "//",
        "!1",
        "p2",
        "24.12.",
        "-",
        "to",
        "\t",
        " ",
        "  ",
        "🎉",
        "e\u0301",
        "\u05d0",
        "\ud800",
        "\0",
        "1h30",
        "for",
        "weeks",
        "next",
        "last",
        "of",
        "the",
        "month",
        "€",
        "'",
        "übermorgen",
        "u\u0308bermorgen",
        "\u200f",
        "+a",
    ];

    private static readonly Gen<string> Lines = Gen.Choose(0, 30)
        .SelectMany(count => Gen.Elements(Pieces).ListOf(count))
        .SelectMany(pieces =>
            Gen.Elements("", " ", " ")
                .ListOf(pieces.Count)
                .Select(gaps => string.Concat(pieces.Zip(gaps, string.Concat)))
        );

    [Fact]
    public void Spans_name_their_place_and_value()
    {
        var reading = Phrases.Read("🎉 Pay #Home tomorrow at 15:00 30min !1", Now);

        Assert.Equal(
            [
                new(7, 5, SpanKind.Project, "Home"),
                new(13, 17, SpanKind.Due, "2026-11-21T15:00"),
                new(31, 5, SpanKind.Estimate, "30"),
                new(37, 2, SpanKind.Priority, "1"),
            ],
            reading.Spans
        );
        Assert.Equal("🎉 Pay", reading.Title);
        Assert.Equal("en", reading.Language);
    }

    [Fact]
    public void A_date_and_a_time_apart_are_two_spans_of_one_value() =>
        Assert.Equal(
            [new(0, 8, SpanKind.Due, "2026-11-21T09:00"), new(18, 4, SpanKind.Due, "2026-11-21T09:00")],
            Phrases.Read("Tomorrow call Bob at 9", Now).Spans
        );

    [Fact]
    public void A_name_that_nobody_has_is_left_in_the_title()
    {
        var reading = Phrases.Read("Buy milk #Nowhere tomorrow @shop", Now);

        Assert.Equal(
            "Buy milk #Nowhere @shop",
            reading.TitleWithout(reading.Spans.Where(span => span.Kind is SpanKind.Due))
        );
        Assert.Equal(reading.Line, reading.TitleWithout([]));
    }

    [Fact]
    public void A_line_too_long_is_refused() =>
        Assert.Equal(
            "invalid_input",
            Assert.Throws<RefusalException>(() => Phrases.Read(new('a', Phrases.LongestLine + 1), Now)).Code
        );

    [Theory]
    [InlineData("de-AT", "Miete morgen", "de", "Miete")]
    [InlineData("DE", "Rent tomorrow", "de", "Rent tomorrow")]
    [InlineData("en", "Miete morgen", "en", "Miete morgen")]
    [InlineData("fr", "Miete morgen", "de", "Miete")]
    [InlineData(null, "Miete morgen", "de", "Miete")]
    [InlineData(null, "Rent tomorrow", "en", "Rent")]
    [InlineData(null, "Rent", "en", "Rent")]
    public void The_language_is_the_one_named_or_the_one_that_knows_more(
        string? language,
        string line,
        string read,
        string title
    )
    {
        var reading = Phrases.Read(line, Now with { Language = language });
        Assert.Equal((read, title), (reading.Language, reading.Title));
    }

    [Theory]
    [InlineData("tomorrow", "2026-11-21")]
    [InlineData("next monday at 9", "2026-11-23T09:00")]
    [InlineData("2026-12-24", "2026-12-24")]
    [InlineData(" in 3 days ", "2026-11-23")]
    [InlineData("yesterday", "2026-11-19")]
    [InlineData("3 days ago", "2026-11-17")]
    [InlineData("mon", "2026-11-23")]
    [InlineData("may 3", "2027-05-03")]
    [InlineData("17th", "2026-12-17")]
    [InlineData("15:00", "2026-11-20T15:00")]
    [InlineData("vorgestern", "2026-11-18")]
    [InlineData("vor 2 Wochen", "2026-11-06")]
    [InlineData("am 17.", "2026-12-17")]
    public void A_date_alone_is_read_whole(string phrase, string expected)
    {
        Assert.True(Phrases.TryDate(phrase, Now, out var date));
        Assert.Equal(expected, date.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("tomorrow maybe")]
    [InlineData("call tomorrow")]
    [InlineData("every day")]
    [InlineData("31 feb")]
    [InlineData("monday to friday")]
    [InlineData("#Home")]
    public void What_is_more_or_less_than_a_date_is_none(string phrase) =>
        Assert.False(Phrases.TryDate(phrase, Now, out _));

    [Theory]
    [InlineData("every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", false, "2026-11-20")]
    [InlineData("every! 3 days", "FREQ=DAILY;INTERVAL=3", true, "2026-11-20")]
    [InlineData("alle! 3 Tage", "FREQ=DAILY;INTERVAL=3", true, "2026-11-20")]
    [InlineData("every monday at 9", "FREQ=WEEKLY;BYDAY=MO", false, "2026-11-23T09:00")]
    [InlineData("weekly", "FREQ=WEEKLY", false, "2026-11-20")]
    [InlineData("jeden letzten Freitag im Monat", "FREQ=MONTHLY;BYDAY=-1FR", false, "2026-11-27")]
    public void A_recurrence_alone_is_read_whole(string phrase, string rule, bool fromCompletion, string first)
    {
        Assert.True(Phrases.TryRecurrence(phrase, Now, out var recurrence));
        Assert.Equal((rule, fromCompletion), (recurrence.Rule, recurrence.FromCompletion));
        Assert.Equal(first, new DatePhrase(recurrence.First, recurrence.Time).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("every")]
    [InlineData("tomorrow")]
    [InlineData("every day please")]
    [InlineData("every 30 feb")]
    [InlineData("every day until yesterday")]
    public void What_is_more_or_less_than_a_recurrence_is_none(string phrase) =>
        Assert.False(Phrases.TryRecurrence(phrase, Now, out _));

    [Fact]
    public void Spans_lie_in_the_line_apart_and_with_the_title_they_are_all_of_it() =>
        Prop.ForAll(
                Lines.ToArbitrary(),
                line =>
                {
                    var reading = Phrases.Read(line, Now);
                    var at = 0;
                    var rest = "";
                    foreach (var span in reading.Spans)
                    {
                        Assert.True(span.Start >= at && span.Length > 0 && span.End <= line.Length);
                        rest += line[at..span.Start];
                        at = span.End;
                    }
                    Assert.Equal(Letters(rest + line[at..]), Letters(reading.Title));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void The_same_line_is_read_the_same_and_any_text_at_all_is_read() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<string>(),
                Lines.ToArbitrary(),
                (any, line) =>
                {
                    var text = any + line;
                    Assert.Equal(Phrases.Read(text, Now).Spans, Phrases.Read(text, Now).Spans);
                    Phrases.TryDate(text, Now, out _);
                    Phrases.TryRecurrence(text, Now, out _);
                    Outline.Read(text);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void A_hostile_line_is_read_in_no_time()
    {
        string[] hostile =
        [
            .. Pieces,
            "every mon and ",
            "at 9 ",
            "\"a ",
            "(",
            ")",
            "9:00 - ",
            "jeden 1. und ",
            "in 3 days ",
        ];
        Phrases.Read("warm", Now);
        Assert.All(
            hostile,
            piece =>
            {
                var watch = Stopwatch.StartNew();
                Phrases.Read(string.Concat(Enumerable.Repeat(piece, 2_000))[..2_000], Now);
                Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"'{piece}' took {watch.Elapsed}.");
            }
        );
    }

    /// <summary>Without the blanks, and the commas and dashes that a title loses beside what was taken.</summary>
    private static string Letters(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c) && !",;:-–—".Contains(c)));
}
