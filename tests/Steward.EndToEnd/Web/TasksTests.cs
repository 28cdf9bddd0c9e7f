using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Steward.EndToEnd.Web;

[Collection(nameof(WebStage)), Trait("Category", "Slow")]
public sealed class TasksTests(WebStage stage)
{
    [Fact]
    public async Task A_line_of_quick_add_is_understood_added_and_taken_back()
    {
        await using var ana = await stage.Member();
        await ana.Post("api/v1/projects", new { name = "Home" });
        await ana.Goes("/tasks", "Tasks");

        var line = ana.Page.GetByRole(AriaRole.Textbox, new() { Name = "Add a task" }).First;
        await line.FillAsync("Pay the rent tomorrow #Home !1");
        await Expect(ana.Page.GetByText("Tomorrow").First).ToBeVisibleAsync();
        await line.PressAsync("Enter");

        var row = ana.Page.Locator("[data-task]").Filter(new() { HasText = "Pay the rent" });
        await Expect(row).ToHaveCountAsync(1);
        await Expect(ana.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToBeVisibleAsync();
        var added = (await ana.Get("api/v1/tasks")).GetProperty("items")[0];
        Assert.Equal("Pay the rent", added.GetProperty("title").GetString());
        Assert.Equal("Home", added.GetProperty("project").GetString());
        Assert.Equal(1, added.GetProperty("priority").GetInt32());

        await ana.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        Assert.Equal(0, (await ana.Get("api/v1/tasks")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_filter_with_a_fault_says_where_and_one_without_lists_what_it_names()
    {
        await using var ana = await stage.Member();
        foreach (var (title, priority) in new[] { ("Pay the rent", 1), ("Sweep", 4) })
            await ana.Post("api/v1/tasks", new { title, priority });
        await ana.Goes("/tasks", "Tasks");

        var filter = ana.Page.GetByRole(AriaRole.Combobox, new() { Name = "Filter", Exact = true });
        await filter.FillAsync("priority = ");
        await filter.PressAsync("Escape");
        await filter.PressAsync("Enter");
        await Expect(ana.Page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        await filter.FillAsync("priority = 1");
        await filter.PressAsync("Escape");
        await filter.PressAsync("Enter");

        await Expect(ana.Page.Locator("[data-task]")).ToHaveCountAsync(1);
        await Expect(ana.Page.Locator("[data-task]")).ToContainTextAsync("Pay the rent");
        await Expect(ana.Page).ToHaveURLAsync(new Regex("filter="));
    }

    [Fact]
    public async Task By_keyboard_alone_a_task_is_found_and_completed()
    {
        await using var ana = await stage.Member();
        await ana.Post("api/v1/tasks", new { title = "Pay the rent" });
        await ana.Goes("/tasks", "Tasks");
        await Expect(ana.Page.Locator("[data-task]")).ToHaveCountAsync(1);

        await ana.Page.Locator("[data-task]").FocusAsync();
        await ana.Page.Keyboard.PressAsync("c");

        await Expect(ana.Page.Locator("[data-task]")).ToHaveCountAsync(0);
        Assert.Equal("done", (await Only(ana)).GetProperty("status").GetString());

        await ana.Page.Keyboard.PressAsync("Control+z");
        await Expect(ana.Page.Locator("[data-task]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_one_browser_changes_the_other_shows_within_a_moment()
    {
        await using var ana = await stage.Member();
        await ana.Goes("/tasks", "Tasks");
        await using var elsewhere = await stage.Visitor(Screen.Phone);
        await elsewhere.SignIn(ana.Email);
        await elsewhere.Goes("/tasks", "Tasks");
        await Expect(elsewhere.Page.GetByLabel("Live: you see at once what others do").First).ToBeAttachedAsync();

        await ana.Post("api/v1/tasks", new { title = "Water the plants" });

        await Expect(ana.Page.GetByText("Water the plants").First).ToBeVisibleAsync();
        await Expect(elsewhere.Page.GetByText("Water the plants").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_card_is_moved_on_the_board_by_keyboard()
    {
        await using var ana = await stage.Member();
        await ana.Post("api/v1/tasks", new { title = "Paint the hall" });
        await ana.Page.GotoAsync("/tasks/board");

        await ana.Page.GetByRole(AriaRole.Button, new() { Name = "Move Paint the hall" }).FocusAsync();
        var announced = ana.Page.Locator("[id^=DndLiveRegion]").First;
        await ana.Page.Keyboard.PressAsync("Space");
        await Expect(announced).ToContainTextAsync("Paint the hall");
        await ana.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(announced).ToContainTextAsync("In progress");
        await ana.Page.Keyboard.PressAsync("Space");

        await Expect(
                ana.Page.GetByRole(AriaRole.Region, new() { Name = "In progress" }).GetByText("Paint the hall").First
            )
            .ToBeVisibleAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToBeVisibleAsync();
        Assert.Equal("in_progress", (await Only(ana)).GetProperty("status").GetString());
    }

    private static async Task<System.Text.Json.JsonElement> Only(WebPerson person) =>
        (await person.Get("api/v1/tasks?status=todo&status=in_progress&status=done")).GetProperty("items")[0];
}
