using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Steward.EndToEnd.Web;

[Collection(nameof(WebStage)), Trait("Category", "Slow")]
public sealed class SelectionTests(WebStage stage)
{
    [Fact]
    public async Task Two_selected_tasks_are_completed_at_once_and_taken_back_at_once()
    {
        await using var ana = await stage.Member();
        foreach (var title in new[] { "Pay the rent", "Paint the hall", "Water the plants" })
            await ana.Adds(new { title });
        await ana.Goes("/tasks", "Tasks");

        await ana.Row("Pay the rent").FocusAsync();
        await ana.Page.Keyboard.PressAsync("x");
        await ana.Row("Paint the hall").FocusAsync();
        await ana.Page.Keyboard.PressAsync("x");
        var bar = ana.Page.GetByRole(AriaRole.Region, new() { Name = "What is selected" });
        await Expect(bar).ToContainTextAsync("2 selected");
        await bar.GetByRole(AriaRole.Button, new() { Name = "Complete" }).ClickAsync();

        await Expect(ana.Page.GetByText("2 tasks done")).ToBeVisibleAsync();
        await Expect(bar).ToHaveCountAsync(0);
        await Expect(ana.Row("Pay the rent")).ToHaveCountAsync(0);
        await Expect(ana.Row("Paint the hall")).ToHaveCountAsync(0);
        await Expect(ana.Row("Water the plants")).ToBeVisibleAsync();
        Assert.Equal(1, await Open(ana));

        await ana.Button("Undo").ClickAsync();
        await Expect(ana.Row("Pay the rent")).ToBeVisibleAsync();
        await Expect(ana.Row("Paint the hall")).ToBeVisibleAsync();
        Assert.Equal(3, await Open(ana));
    }

    [Fact]
    public async Task A_filter_is_kept_as_a_view_and_opened_from_the_navigation()
    {
        await using var ana = await stage.Member();
        foreach (var (title, priority) in new[] { ("Pay the rent", 1), ("Sweep", 4) })
            await ana.Adds(new { title, priority });
        await ana.Goes("/tasks", "Tasks");

        var filter = ana.Page.GetByRole(AriaRole.Combobox, new() { Name = "Filter", Exact = true });
        await filter.FillAsync("priority = 1");
        await filter.PressAsync("Escape");
        await filter.PressAsync("Enter");
        await ana.Button("Save as view").ClickAsync();
        await ana.Page.GetByRole(AriaRole.Textbox, new() { Name = "Name of the view" }).FillAsync("Urgent things");
        await ana.Button("Save").ClickAsync();
        await ana.Sees("Urgent things");

        await ana.Goes("/", "Today");
        await ana
            .Page.GetByRole(AriaRole.Navigation)
            .GetByRole(AriaRole.Link, new() { Name = "Urgent things" })
            .ClickAsync();
        await ana.Sees("Urgent things");
        await Expect(ana.Row("Pay the rent")).ToBeVisibleAsync();
        await Expect(ana.Row("Sweep")).ToHaveCountAsync(0);
    }

    private static async Task<int> Open(WebPerson person) =>
        (await person.Get("api/v1/tasks?filter=open")).GetProperty("items").GetArrayLength();
}
