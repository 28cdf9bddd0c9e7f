using Steward.Tasks;
using Steward.Tests.Tasks;

namespace Steward.Tests.Documents;

/// <summary>What docs/tasks.md says of filters is what the language says of itself, and its examples are queries.</summary>
public sealed class TasksDocumentTests(TestSteward steward)
{
    private const string Write = "STEWARD_WRITE_DOCS";
    private const string Path = "docs/tasks.md";
    private const string Begin = "<!-- From TaskLanguage; STEWARD_WRITE_DOCS=1 writes it anew. -->\n\n";
    private const string End = "\n<!-- To here. -->\n";

    [Fact]
    public void Filters_are_described_as_they_are_declared()
    {
        var parts = Document.Of(Path).Text.Split([Begin, End], StringSplitOptions.None);
        if (Environment.GetEnvironmentVariable(Write) is "1")
            File.WriteAllText(
                System.IO.Path.Combine(Document.Root, Path),
                parts[0] + Begin + TaskLanguage.Queries.Describe() + End + parts[2]
            );
        else
            Assert.Equal(TaskLanguage.Queries.Describe(), parts[1]);
    }

    [Fact]
    public async Task Every_example_is_a_query_that_the_database_answers()
    {
        var ana = await steward.NewOwner();
        await FilterStage.Set(ana);
        var shown = Document
            .Of(Path)
            .Under("Filters")
            .Code("text")
            .SelectMany(block => block.Trim().Split('\n'))
            .ToList();

        Assert.NotEmpty(shown);
        foreach (var filter in shown.Concat(TaskLanguage.Queries.Terms.Select(term => term.Example)))
            await ana.Run(new ListTasks(Filter: filter));
    }
}
