using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Steward.EndToEnd.Web;

/// <summary>What the README and docs/web.md show is what the app looks like.</summary>
[Collection(nameof(WebStage)), Trait("Category", "Slow")]
public sealed class PicturesTests(WebStage stage)
{
    private static readonly Screen Desk = new(1280, 840);

    [Fact]
    public async Task Today_shows_what_is_due_what_waits_and_what_others_did()
    {
        await using var ana = await stage.Member(Desk);
        using var family = await Family.Of(ana);
        await family.GoesOn();
        await family.AgentAsks();

        await ana.Goes("/", "Today");
        await Expect(ana.Row("Pay the rent")).ToBeVisibleAsync();
        await Expect(ana.Page.GetByText("asks: Update tasks?")).ToBeVisibleAsync();
        var since = ana.Page.GetByRole(AriaRole.Region, new() { Name = "Since your last visit" });
        await Expect(since).ToContainTextAsync("Borrow a ladder");
        await Picture.Of(ana.Page, "today.png");
    }

    [Fact]
    public async Task Tasks_stand_by_day_with_all_of_one_beside_them()
    {
        await using var ana = await stage.Member(Desk);
        using var family = await Family.Of(ana);

        await ana.Goes($"/tasks?task={family["Paint the hall"]}", "Tasks");
        var pane = ana.Page.GetByRole(AriaRole.Complementary, new() { Name = "Task: Paint the hall" });
        await Expect(pane).ToContainTextAsync("The ladder is at Ben's.");
        await Expect(ana.Row("Renew the passports")).ToBeVisibleAsync();
        await Picture.Of(ana.Page, "tasks.png");
    }

    [Fact]
    public async Task An_approval_fits_a_phone()
    {
        await using var ana = await stage.Member(new Screen(390, 844, IsTouched: true));
        using var family = await Family.Of(ana);
        await family.AgentAsks();

        await ana.Goes("/approvals", "Approvals");
        var asked = ana.Page.GetByRole(AriaRole.Article, new() { Name = "Approval: Update tasks" });
        await Expect(asked.GetByRole(AriaRole.Insertion).Last).ToBeInViewportAsync();
        await Expect(asked.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToBeInViewportAsync();
        await Picture.Of(ana.Page, "approval.png");
    }

    [Fact]
    public async Task The_journal_tells_who_did_what_and_takes_back_what_is_selected()
    {
        await using var ana = await stage.Member(Desk with { IsDark = true });
        using var family = await Family.Of(ana);
        await family.GoesOn();

        await ana.Goes("/journal", "Journal");
        foreach (var title in new[] { "Update task: Call the landlord", "Add task: Borrow a ladder" })
            await ana.Page.GetByRole(AriaRole.Checkbox, new() { Name = $"Select: {title}" }).CheckAsync();
        await Expect(ana.Page.GetByText("steward for you").First).ToBeVisibleAsync();
        await Expect(ana.Page.GetByText("2 selected")).ToBeVisibleAsync();
        await Picture.Of(ana.Page, "journal.png");
    }
}
