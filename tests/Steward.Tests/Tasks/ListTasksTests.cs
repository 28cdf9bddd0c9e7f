using Steward.Tasks;

namespace Steward.Tests.Tasks;

public sealed class ListTasksTests(TestSteward steward)
{
    [Theory]
    [InlineData("RENT", "Pay the rent")]
    [InlineData("by bank", "Pay the rent")]
    [InlineData("50%", "Sell at 50% off")]
    [InlineData("5_%", null)]
    [InlineData("\\", "Path C:\\temp")]
    [InlineData("'; DROP TABLE tasks.task; --", null)]
    public async Task A_text_is_found_in_titles_and_notes_as_it_is_written(string text, string? title)
    {
        var ana = await steward.NewOwner();
        var bob = await steward.NewOwner("Bob");
        await ana.Run(new AddTask("Pay the rent", "By bank transfer"));
        await ana.Run(new AddTask("Sell at 50% off"));
        await ana.Run(new AddTask("Path C:\\temp"));
        await bob.Run(new AddTask("Pay the rent", "By bank transfer, 50%, 5_%, \\"));

        var found = await ana.Run(new ListTasks(Text: text));

        Assert.Equal(title is null ? [] : [title], found.Items.Select(task => task.Title));
    }
}
