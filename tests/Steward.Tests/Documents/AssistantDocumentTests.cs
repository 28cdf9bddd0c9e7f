using Steward.Assistant;
using Steward.Tests.Assistant;

namespace Steward.Tests.Documents;

/// <summary>
/// What docs/assistant.md shows of talks (<c>say</c> blocks) is said and answered so, one after the other, by Ana on Friday
/// 2026-11-20, and its example of a file can be used.
/// </summary>
public sealed class AssistantDocumentTests(TestSteward steward)
{
    private const string Path = "docs/assistant.md";

    [Fact]
    public async Task A_talk_goes_as_it_is_shown()
    {
        await using var stage = await SayStage.Of(steward);
        var answer = new Queue<string>();
        var count = 0;
        foreach (var line in Document.Of(Path).Code("say").SelectMany(block => block.TrimEnd().Split('\n')))
            if (line.StartsWith("> ", StringComparison.Ordinal))
            {
                Assert.Empty(answer);
                answer = new((await stage.Say(line[2..])).Answer.Split('\n'));
                count++;
            }
            else
                Assert.Equal(line, $"< {answer.Dequeue()}");

        Assert.Empty(answer);
        Assert.True(count > 10);
    }

    [Fact]
    public void The_example_of_a_file_can_be_used()
    {
        var files = Document.Of(Path).Code("yaml").Select(text => ("en", Path, text));
        var catalogue = new Catalogue(new Modules(TestSteward.Modules));
        var own = IntentBook.Files(new Modules(typeof(Say).Assembly));

        var book = new IntentBook([.. files, .. own], catalogue);

        Assert.NotEmpty(
            book.For("en")[0]
                .Read(
                    Said.Of("set the estimate of x to 2 hours"),
                    new(new(2026, 11, 20, 9, 0, 0, default), "Europe/Berlin", "en")
                )
        );
    }
}
