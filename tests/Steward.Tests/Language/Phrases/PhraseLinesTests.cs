namespace Steward.Tests.Language.Phrases;

/// <summary>What people write, and what it must mean: en.txt, de.txt.</summary>
public sealed class PhraseLinesTests
{
    public static TheoryData<string, int> Lines =>
        new(
            from language in Kernel.Phrases.Languages
            from line in PhraseLines.Of(language)
            select (language, line.Number)
        );

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_means_what_its_file_says(string language, int number)
    {
        var line = PhraseLines.Of(language).Single(line => line.Number == number);

        var written = PhraseLines.Written(Kernel.Phrases.Read(line.Line, line.Context(language)));

        var expected = line.Expected ?? line.Line;
        Assert.True(
            expected == written,
            $"{language}.txt, line {number}: {line.Line}\nexpected: {expected}\nread:     {written}"
        );
    }
}
