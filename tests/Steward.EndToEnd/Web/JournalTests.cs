using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Steward.EndToEnd.Web;

[Collection(nameof(WebStage)), Trait("Category", "Slow")]
public sealed class JournalTests(WebStage stage)
{
    [Fact]
    public async Task A_filter_finds_a_change_and_shows_it_before_and_after()
    {
        await using var ana = await stage.Member();
        var rent = await ana.Adds(new { title = "Pay the rent" });
        await ana.Patch($"api/v1/tasks/{rent}", new { title = "Pay the rent twice" });
        await ana.Goes("/journal", "Journal");
        await Expect(Lines(ana).Filter(new() { HasText = "Add task" })).ToBeVisibleAsync();

        await ana.Button("Filter").ClickAsync();
        await ana.Page.GetByLabel("What was done").SelectOptionAsync("Update task");

        await Expect(ana.Page).ToHaveURLAsync(new Regex("operation=update_task"));
        await Expect(Lines(ana)).ToHaveCountAsync(1);
        await Lines(ana).ClickAsync();
        var change = ana.Page.GetByRole(AriaRole.Dialog, new() { Name = "Update task" });
        await Expect(change.GetByRole(AriaRole.Deletion)).ToHaveTextAsync("Before: Pay the rent");
        await Expect(change.GetByRole(AriaRole.Insertion)).ToHaveTextAsync("After: Pay the rent twice");
    }

    [Fact]
    public async Task Two_selected_changes_are_undone_together()
    {
        await using var ana = await stage.Member();
        var titles = new[] { "Pay the rent", "Paint the hall" };
        foreach (var title in titles)
        {
            var id = await ana.Adds(new { title });
            await ana.Patch($"api/v1/tasks/{id}", new { priority = 1 });
        }
        await ana.Goes("/journal?operation=update_task", "Journal");
        await Expect(Lines(ana)).ToHaveCountAsync(2);

        foreach (var title in titles)
            await ana.Page.GetByRole(AriaRole.Checkbox, new() { Name = $"Select: Update task: {title}" }).CheckAsync();
        var bar = ana.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "2 selected" });
        await bar.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Expect(ana.Page.GetByText("2 changes undone")).ToBeVisibleAsync();
        await Expect(ana.Page.GetByText("2 selected")).ToHaveCountAsync(0);
        var tasks = (await ana.Get("api/v1/tasks")).GetProperty("items").EnumerateArray();
        Assert.All(tasks, task => Assert.Equal(4, task.GetProperty("priority").GetInt32()));
        Assert.Equal(1, (await Changes(ana, "undo_changes")).GetArrayLength());
    }

    [Fact]
    public async Task What_was_changed_since_is_not_undone_and_the_way_to_it_is_shown()
    {
        await using var ana = await stage.Member();
        var hall = await ana.Adds(new { title = "Paint the hall" });
        await ana.Adds(new { title = "Pay the rent" });
        await ana.Patch($"api/v1/tasks/{hall}", new { title = "Paint the hall green" });
        var first = (await Changes(ana, "update_task"))[0].GetProperty("id").GetString();
        await ana.Patch($"api/v1/tasks/{hall}", new { title = "Paint the hall blue" });

        await ana.Goes($"/journal?change={first}", "Journal");
        await ana.Button("Undo this change").ClickAsync();
        var told = ana.Page.GetByRole(AriaRole.Dialog, new() { Name = "Nothing was undone" });
        await Expect(told).ToContainTextAsync("Task Paint the hall");
        await Expect(told).ToContainTextAsync("It was changed since.");
        await told.GetByRole(AriaRole.Link, new() { Name = "What happened to it since" }).ClickAsync();

        await Expect(ana.Page).ToHaveURLAsync(new Regex($"entity=task&id={hall}"));
        await Expect(Lines(ana)).ToHaveCountAsync(3);
        Assert.Equal("Paint the hall blue", (await ana.Get($"api/v1/tasks/{hall}")).GetProperty("title").GetString());
    }

    private static ILocator Lines(WebPerson person) =>
        person.Page.GetByRole(AriaRole.List, new() { Name = "Journal" }).GetByRole(AriaRole.Link);

    private static async Task<System.Text.Json.JsonElement> Changes(WebPerson person, string operation) =>
        (await person.Get($"api/v1/changes?operation={operation}")).GetProperty("items");
}
