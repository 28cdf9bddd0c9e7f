using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Steward.EndToEnd.Web;

[Collection(nameof(WebStage)), Trait("Category", "Slow")]
public sealed class OfflineTests(WebStage stage)
{
    [Fact]
    public async Task What_is_done_without_a_network_waits_and_is_sent_once()
    {
        await using var ana = await stage.Member();
        await ana.Post("api/v1/tasks", new { title = "Pay the rent" });
        await ana.Goes("/tasks", "Tasks");
        await Expect(ana.Page.Locator("[data-task]")).ToHaveCountAsync(1);

        // By then the browser keeps the app itself.
        await ana.Page.EvaluateAsync("navigator.serviceWorker.ready");
        await ana.Context.SetOfflineAsync(true);
        await ana
            .Page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("^Done: Pay the rent") })
            .ClickAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("change.* wait") }).First)
            .ToBeVisibleAsync();
        await ana.Context.SetOfflineAsync(false);

        await Expect(ana.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("change.* wait") }))
            .ToHaveCountAsync(0, new() { Timeout = 40_000 });
        await Expect(ana.Page.Locator("[data-task]")).ToHaveCountAsync(0);
        var changes = (await ana.Get("api/v1/changes?operation=complete_task")).GetProperty("items");
        Assert.Equal(1, changes.GetArrayLength());
    }

    [Theory]
    [InlineData("Mine: Paint the hall green", "Paint the hall green", false)]
    [InlineData("Theirs: Paint the door", "Paint the door", true)]
    public async Task What_two_have_changed_is_shown_with_both_sides_and_the_choice_holds(
        string choice,
        string kept,
        bool isDark
    )
    {
        await using var ana = await stage.Member(Screen.Desk with { IsDark = isDark });
        var hall = await ana.Adds(new { title = "Paint the hall" });
        await ana.Goes("/tasks", "Tasks");
        await using var elsewhere = await stage.Visitor();
        await elsewhere.SignIn(ana.Email);
        await elsewhere.Goes("/tasks", "Tasks");

        await ana.Page.EvaluateAsync("navigator.serviceWorker.ready");
        await ana.Context.SetOfflineAsync(true);
        await Renames(ana, "Paint the hall", "Paint the hall green");
        await Expect(ana.Page.GetByRole(AriaRole.Button, new() { Name = "1 change waits" })).ToBeVisibleAsync();
        await Renames(elsewhere, "Paint the hall", "Paint the door");
        await Expect(elsewhere.Button("Undo")).ToBeVisibleAsync();
        await ana.Context.SetOfflineAsync(false);

        await ana
            .Page.GetByRole(AriaRole.Button, new() { Name = "1 change needs your decision" })
            .ClickAsync(new() { Timeout = 40_000 });
        var question = ana.Page.GetByRole(AriaRole.Dialog, new() { Name = "Changes on this device" });
        await Expect(question.GetByRole(AriaRole.Radio, new() { Name = "Mine: Paint the hall green" }))
            .ToBeVisibleAsync();
        await Expect(question.GetByRole(AriaRole.Radio, new() { Name = "Theirs: Paint the door" })).ToBeVisibleAsync();
        var findings = new Findings(ana);
        await findings.In(question);
        findings.AreNone();
        await question.GetByRole(AriaRole.Radio, new() { Name = choice }).CheckAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "Send my choice" }).ClickAsync();

        await Expect(question).ToContainTextAsync("Everything has been sent.");
        await question.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(ana.Row(kept)).ToBeVisibleAsync();
        await Expect(elsewhere.Row(kept)).ToBeVisibleAsync();
        Assert.Equal(kept, (await ana.Get($"api/v1/tasks/{hall}")).GetProperty("title").GetString());
    }

    private static async Task Renames(WebPerson person, string from, string to)
    {
        await person.Row(from).FocusAsync();
        await person.Page.Keyboard.PressAsync("e");
        var title = person.Page.GetByRole(AriaRole.Textbox, new() { Name = "Title", Exact = true });
        await title.FillAsync(to);
        await title.PressAsync("Enter");
        await Expect(person.Row(to)).ToBeVisibleAsync();
    }
}
