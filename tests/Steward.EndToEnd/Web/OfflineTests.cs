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
}
