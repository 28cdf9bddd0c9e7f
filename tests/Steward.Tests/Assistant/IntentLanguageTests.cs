using System.Diagnostics;
using Steward.Assistant;

namespace Steward.Tests.Assistant;

/// <summary>How templates are understood, and that no text takes long.</summary>
public sealed class IntentLanguageTests
{
    private static readonly PhraseContext Friday = new(
        new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero),
        "Europe/Berlin",
        "en"
    );
    private static readonly Catalogue Catalogue = new(new Modules(TestSteward.Modules));
    private static readonly IntentBook Book = IntentBook.Of(new Modules(TestSteward.Modules), Catalogue);

    [Theory]
    [InlineData("move a to b", "move a to b", true)]
    [InlineData("(move|put) a", "PUT, a!", true)]
    [InlineData("complete[d] a", "completed a", true)]
    [InlineData("complete[d] a", "complete a", true)]
    [InlineData("complete[d] a", "complete d a", false)]
    [InlineData("(a;b;c)", "c a b", true)]
    [InlineData("(a;b;c)", "c a", false)]
    [InlineData("(a;b;c)", "a a b", false)]
    [InlineData("x (a|b [c]) y", "x b c y", true)]
    [InlineData("x (a|b [c]) y", "x a c y", false)]
    [InlineData("x {few} y", "x 3 y", true)]
    [InlineData("x {few} y", "x 10 y", false)]
    [InlineData("x {few} y", "x three y", false)]
    [InlineData("x {colour} y", "x dark blue y", true)]
    [InlineData("x {colour} y", "x dark y", false)]
    [InlineData("x <rule>", "x one", true)]
    [InlineData("x {any} y", "please x something or other y thanks", true)]
    [InlineData("x {any} y", "x y", false)]
    [InlineData("don't x", "Don’t x", true)]
    public void A_template_is_what_it_says(string template, string text, bool isIt)
    {
        var book = new IntentBook(
            [
                (
                    "en",
                    "test",
                    $$"""
                    skip_words: [please, thanks]
                    replies: { not_understood: "", did_you_mean: "", nobody_is_called_so: "", several_are_called_so: "", confirm: "" }
                    rules: { rule: "one|two" }
                    lists:
                      any: { text: any }
                      few: { range: 1..9 }
                      colour: { values: [{ in: "[dark] blue", out: 1 }, { in: red, out: 2 }] }
                    intents:
                      test: { sentences: ["{{template}}"], answer: "" }
                    """
                ),
            ],
            Catalogue
        );

        Assert.Equal(isIt, book.Languages[0].Read(Said.Of(text), Friday) is [_, ..]);
    }

    [Fact]
    public void Any_text_takes_little_time_whatever_stands_in_it()
    {
        string[] words =
        [
            "to ",
            "add ",
            "to project ",
            "remind me ",
            "on ",
            "is ",
            "a comment ",
            "🎉",
            "\u0301",
            "the task ",
            "tomorrow ",
            "\" ",
            "zu ",
            "in ",
        ];
        foreach (var language in Book.Languages)
        foreach (var first in words.Append(""))
        foreach (var word in words)
        {
            var text = (first + string.Concat(Enumerable.Repeat(word, Phrases.LongestLine)))[..Phrases.LongestLine];
            var watch = Stopwatch.StartNew();
            language.Read(Said.Of(text), Friday);
            language.ReadNear(Said.Of(text), Friday);
            // A hundred times what it takes: the tests run beside each other.
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"'{first}{word}...' took {watch.Elapsed}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("?!")]
    [InlineData("\"\"")]
    [InlineData("{task}")]
    [InlineData("[add]")]
    [InlineData("<the_task>")]
    [InlineData("add")]
    [InlineData("\ud83c\udf89")]
    [InlineData("'; DROP TABLE tasks.task; --")]
    public void What_is_no_sentence_is_none(string text) =>
        Assert.All(Book.Languages, language => Assert.Empty(language.Read(Said.Of(text), Friday)));

    [Fact]
    public void A_miss_is_kept_by_its_shape_and_never_too_many()
    {
        var language = IntentBook.Of(new Modules(TestSteward.Modules), Catalogue).Languages[0];

        Assert.Empty(language.ReadNear(Said.Of("my secret is 1234 and nobody knows"), Friday));
        Assert.Empty(language.ReadNear(Said.Of("my pencil is 9876 and somebody cares"), Friday));
        Assert.Equal(1, language.KnownMisses);

        var random = new Random(1);
        string[] known = ["my", "the", "is", "zzz", "and", "of", "on"];
        for (var i = 0; i < 10_000; i++)
            language.ReadNear(
                Said.Of(
                    "zzz " + string.Join(' ', Enumerable.Range(0, 12).Select(_ => known[random.Next(known.Length)]))
                ),
                Friday
            );
        Assert.InRange(language.KnownMisses, 2, 4096);
    }

    [Fact]
    public void A_hit_is_no_miss_after_a_miss_of_the_same_shape()
    {
        var language = IntentBook.Of(new Modules(TestSteward.Modules), Catalogue).Languages[0];
        Assert.Empty(language.Read(Said.Of("set the due date of zzz to zzz"), Friday));
        language.ReadNear(Said.Of("set the due date of zzz to zzz"), Friday);

        Assert.NotEmpty(language.Read(Said.Of("set the due date of zzz to tomorrow"), Friday));
    }
}
