using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Steward.EndToEnd.Web;

[Collection(nameof(WebStage)), Trait("Category", "Slow")]
public sealed class RecurrenceTests(WebStage stage)
{
    [Fact]
    public async Task What_repeats_is_told_in_words_and_comes_again_when_it_is_done()
    {
        await using var ana = await stage.Member();
        await ana.Goes("/tasks", "Tasks");
        var line = ana.Page.GetByRole(AriaRole.Textbox, new() { Name = "Add a task" }).First;
        await line.FillAsync("Pay the rent every month on the 1st");
        await Expect(ana.Page.GetByText("Every month on the 1st").First).ToBeVisibleAsync();
        await line.PressAsync("Enter");
        await Expect(ana.Row("Pay the rent")).ToBeVisibleAsync();
        var first = await Only(ana);

        await ana.Row("Pay the rent").GetByText("Pay the rent").ClickAsync();
        var pane = ana.Page.GetByRole(AriaRole.Complementary, new() { Name = "Task: Pay the rent" });
        await Expect(pane.GetByRole(AriaRole.Button, new() { Name = "Repeats: Every month on the 1st" }))
            .ToBeVisibleAsync();
        await pane.GetByRole(AriaRole.Checkbox, new() { Name = "Done: Pay the rent" }).ClickAsync();
        await Expect(ana.Page.GetByText("Done: “Pay the rent”")).ToBeVisibleAsync();

        var next = await Only(ana);
        await Expect(ana.Page.Locator($"[data-task='{first.Id}']")).ToHaveCountAsync(0);
        await Expect(ana.Page.Locator($"[data-task='{next.Id}']")).ToBeVisibleAsync();
        Assert.Equal(1, first.Due.Day);
        Assert.Equal(first.Due.AddMonths(1), next.Due);

        await ana.Page.Keyboard.PressAsync("Control+z");
        await Expect(ana.Page.Locator($"[data-task='{first.Id}']")).ToBeVisibleAsync();
        await Expect(ana.Page.Locator($"[data-task='{next.Id}']")).ToHaveCountAsync(0);
    }

    private static async Task<(string Id, DateOnly Due)> Only(WebPerson person)
    {
        var tasks = (await person.Get("api/v1/tasks?filter=open")).GetProperty("items");
        Assert.Equal(1, tasks.GetArrayLength());
        var due = tasks[0].GetProperty("due").GetProperty("date").GetString()!;
        return (
            tasks[0].GetProperty("id").GetString()!,
            DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture)
        );
    }
}
