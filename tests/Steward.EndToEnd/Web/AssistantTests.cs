using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Steward.EndToEnd.Web;

[Collection(nameof(WebStage)), Trait("Category", "Slow")]
public sealed class AssistantTests(WebStage stage)
{
    [Fact]
    public async Task A_sentence_is_done_by_rule_without_a_model()
    {
        await using var ana = await stage.Member();
        await ana.Goes("/assistant", "New conversation");

        await Say(ana, "add Pay the rent");

        // What the rule did is a card with the way back.
        await Expect(ana.Page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).First)
            .ToBeVisibleAsync();
        Assert.Equal(
            "Pay the rent",
            (await ana.Get("api/v1/tasks")).GetProperty("items")[0].GetProperty("title").GetString()
        );
    }

    [Fact]
    public async Task What_waits_is_approved_on_a_phone_and_the_run_is_taken_back()
    {
        await using var ana = await stage.Member(Screen.Phone);
        await ana.Post("api/v1/tasks", new { title = "Pay the rent" });
        await ana.Post("api/v1/approval_rules", new { target = "delete_task", action = "ask" });
        await ana.Goes("/assistant", "New conversation");

        await Say(ana, """call delete_task {"task_id": "Pay the rent"}""");
        await ana.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).First.ClickAsync();
        await ana.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, do it" }).First.ClickAsync();

        await Expect(ana.Page.GetByText("Done, as you asked.").First).ToBeVisibleAsync();
        Assert.Equal(0, await Count(ana));

        await ana.Page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).First.ClickAsync();
        await ana.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, undo it" }).First.ClickAsync();
        await Expect(ana.Page.GetByText("Yes, undo it")).ToHaveCountAsync(0);
        for (var tries = 0; tries < 50 && await Count(ana) == 0; tries++)
            await ana.Page.WaitForTimeoutAsync(100);
        Assert.Equal(1, await Count(ana));
    }

    private static async Task Say(WebPerson person, string text)
    {
        await person.Page.GetByLabel("Message").First.FillAsync(text);
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
    }

    private static async Task<int> Count(WebPerson person) =>
        (await person.Get("api/v1/tasks")).GetProperty("items").GetArrayLength();
}
