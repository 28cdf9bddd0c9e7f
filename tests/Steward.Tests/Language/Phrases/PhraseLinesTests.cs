namespace Steward.Tests.Language;

/// <summary>What people write, and what it must mean: en.txt, de.txt.</summary>
public sealed class PhraseLinesTests
{
    public static TheoryData<string, int> Lines =>
        new(from language in Phrases.Languages from line in PhraseLines.Of(language) select (language, line.Number));

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_means_what_its_file_says(string language, int number)
    {
        var line = PhraseLines.Of(language).Single(line => line.Number == number);

        var written = PhraseLines.Written(Phrases.Read(line.Line, line.Context(language)));

        var expected = line.Expected ?? line.Line;
        Assert.True(
            expected == written,
            $"{language}.txt, line {number}: {line.Line}\nexpected: {expected}\nread:     {written}"
        );
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void What_is_understood_in_a_language_is_understood_without_naming_it(string language, int number)
    {
        var line = PhraseLines.Of(language).Single(line => line.Number == number);
        if (line.Expected is not null)
            Assert.Equal(line.Expected, PhraseLines.Written(Phrases.Read(line.Line, line.Context(null))));
    }

    [Fact]
    public void Every_rule_is_one_that_recurrence_reads_and_its_first_day_is_an_occurrence() =>
        Assert.All(
            from language in Phrases.Languages
            from line in PhraseLines.Of(language)
            let recurrence = Phrases.Read(line.Line, line.Context(language)).Recurrence
            where recurrence is not null
            select recurrence,
            recurrence =>
                Assert.Equal(recurrence.First, Recurrence.Parse(recurrence.Rule).Occurrences(recurrence.First).First())
        );

    [Fact]
    public void Each_language_has_300_lines_and_100_traps() =>
        Assert.All(
            Phrases.Languages,
            language =>
            {
                var lines = PhraseLines.Of(language).ToList();
                Assert.True(lines.Count >= 300, $"{language}.txt has {lines.Count} lines.");
                Assert.True(lines.Count(line => line.Expected is null) >= 100, $"{language}.txt has too few traps.");
            }
        );
}
