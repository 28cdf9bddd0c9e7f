using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Steward.EndToEnd.Web;

[Collection(nameof(WebStage)), Trait("Category", "Slow")]
public sealed class AccountTests(WebStage stage)
{
    [Fact]
    public async Task Somebody_new_signs_up_and_no_token_lies_in_any_storage()
    {
        await using var eve = await stage.Visitor();
        await eve.Page.GotoAsync("/sign-up");
        await Fill("Name", "Eve");
        await Fill("Household or team", "Eve's home");
        await Fill("Email address", "eve@example.org");
        await Fill("Password", WebPerson.Password);
        await eve.Page.GetByRole(AriaRole.Button, new() { Name = "Create an account" }).ClickAsync();

        await eve.Page.WaitForURLAsync(address => !address.EndsWith("/sign-up", StringComparison.Ordinal));
        await Expect(eve.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        var kept = await eve.Page.EvaluateAsync<string>(
            "JSON.stringify({...localStorage, ...sessionStorage}) + document.cookie"
        );
        Assert.DoesNotContain("eyJ", kept);
        Assert.DoesNotContain("steward_refresh", kept);

        await eve.Page.ReloadAsync();
        await Expect(eve.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        Assert.DoesNotContain("sign-in", eve.Page.Url);

        Task Fill(string name, string value) =>
            eve.Page.GetByRole(AriaRole.Textbox, new() { Name = name }).First.FillAsync(value);
    }

    [Fact]
    public async Task A_wrong_password_is_told_in_place()
    {
        await using var ana = await stage.Member();
        await using var other = await stage.Visitor(Screen.Phone);
        await other.Page.GotoAsync("/sign-in");
        await other.Page.GetByLabel("Email address").FillAsync(ana.Email);
        await other.Page.Locator("input[type=password]").FillAsync("not the right one");
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();

        await Expect(other.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        Assert.EndsWith("/sign-in", other.Page.Url, StringComparison.Ordinal);
    }
}
