using System.Net.Http.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Steward.EndToEnd.Web;

[Collection(nameof(WebStage)), Trait("Category", "Slow")]
public sealed class TodayTests(WebStage stage)
{
    [Fact]
    public async Task What_a_program_did_since_the_last_visit_stands_on_Today_until_it_is_seen()
    {
        await using var ana = await stage.Member();
        using var program = await ana.Program();
        // Elsewhere than on Today, which tells the server by itself that she is here.
        await ana.Goes("/tasks", "Tasks");
        await ana.Adds(new { title = "Water the plants" });
        using (await ana.Api.PutAsJsonAsync("api/v1/visit", new { })) { }
        using (await program.PostAsJsonAsync("api/v1/tasks", new { title = "Pay the rent" })) { }

        await ana.Goes("/", "Today");
        var since = ana.Page.GetByRole(AriaRole.Region, new() { Name = "Since your last visit" });
        await Expect(since.GetByRole(AriaRole.Link)).ToHaveCountAsync(1);
        await Expect(since).ToContainTextAsync("Pay the rent");
        await Expect(since).ToContainTextAsync("A program with an API key");

        await since.GetByRole(AriaRole.Button, new() { Name = "Mark as seen" }).ClickAsync();
        await Expect(since).ToHaveCountAsync(0);
        await ana.Page.ReloadAsync();
        await ana.Sees("Today");
        await Expect(since).ToHaveCountAsync(0);
    }
}
