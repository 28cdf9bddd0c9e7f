namespace Steward.Tests.Language;

public sealed class OutlineTests
{
    [Theory]
    [InlineData("a\nb", "0a 0b")]
    [InlineData("a\r\n  b\r\n    c\r\n  d\r\ne", "0a 1b 2c 1d 0e")]
    [InlineData("a\n\tb\n\t\tc\nd", "0a 1b 2c 0d")]
    [InlineData("a\n    b\n        c\n    d", "0a 1b 2c 1d")]
    [InlineData("a\n      b\n  c", "0a 1b 1c")]
    [InlineData("    a\n  b", "0a 0b")]
    [InlineData("a\n b", "0a 0b")]
    [InlineData("- a\n  * b\n  - [ ] c\n[ ] d\n• e", "0a 1b 1c 0d 0e")]
    [InlineData("\n\na\n\n  b\n", "0a 1b")]
    [InlineData("-\n- \n[ ]", "")]
    [InlineData("-5 degrees\n*x\n[x] y\n[ ]z", "0-5 degrees 0*x 0[x] y 0[ ]z")]
    [InlineData("", "")]
    public void Lines_have_their_depth_and_no_bullet(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Outline.Read(text).Select(line => $"{line.Depth}{line.Text}")));

    [Fact]
    public void A_line_knows_its_number() =>
        Assert.Equal([2, 4], Outline.Read("\na\n\n  b").Select(line => line.Number));

    [Fact]
    public void A_line_knows_where_it_begins()
    {
        const string Text = "🎉 a\r\n\r\n\t- [ ]  b  \n  \u2028c";

        Assert.Equal(
            ["🎉 a", "b", "c"],
            Outline.Read(Text).Select(line => Text.Substring(line.Start, line.Text.Length))
        );
    }

    [Fact]
    public void Too_many_lines_and_too_long_a_line_are_refused()
    {
        Assert.Equal(Outline.MostLines, Outline.Read(Lines(Outline.MostLines)).Count);
        Assert.Equal(
            "too_many_lines",
            Assert.Throws<RefusalException>(() => Outline.Read(Lines(Outline.MostLines + 1))).Errors[0].Code
        );
        Assert.Equal(
            "line_too_long",
            Assert
                .Throws<RefusalException>(() => Outline.Read("a\n" + new string('b', Phrases.LongestLine + 1)))
                .Errors[0]
                .Code
        );

        static string Lines(int count) => string.Concat(Enumerable.Repeat("a\n", count));
    }
}
