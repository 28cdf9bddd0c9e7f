using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Steward.EndToEnd.Web;

/// <summary>axe finds nothing on what stands behind the first pages, and in what opens over them.</summary>
[Collection(nameof(WebStage)), Trait("Category", "Slow")]
public sealed class BehindTests(WebStage stage)
{
    private static readonly string[] Pages =
    [
        "/assistant/agents/steward",
        "/assistant/models",
        "/assistant/servers",
        "/assistant/policy",
        "/assistant/usage",
        "/settings/members",
        "/settings/keys",
        "/tasks/trash",
    ];

    /// <summary>Made of what the others are made of: looked at in one scheme.</summary>
    private static readonly string[] Forms =
    [
        "/assistant/agents",
        "/assistant/new_agent",
        "/settings/profile",
        "/settings/security",
        "/settings/tenant",
        "/settings/calendar",
        "/settings/data",
        "/settings/system",
        "/tasks/labels",
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Axe_finds_nothing_on_pages_behind_the_first(bool isDark)
    {
        await using var ana = await stage.Member(Screen.Desk with { IsDark = isDark });
        var project = await Id(ana, "projects", new { name = "Home", color = "#2f9e44" });
        await Id(ana, $"projects/{project}/sections", new { name = "Upstairs" });
        var label = await Id(ana, "labels", new { name = "phone", color = "#e8590c" });
        var view = await Id(ana, "views", new { name = "Urgent", filter = "priority = 1" });
        await ana.Post("api/v1/approval_rules", new { target = "delete_task", action = "ask" });
        using var program = await ana.Program();
        var task = await ana.Adds(
            new
            {
                title = "Paint the hall",
                priority = 1,
                project_id = project,
                label_ids = new[] { label },
            }
        );
        (await ana.Api.DeleteAsync($"api/v1/tasks/{await ana.Adds(new { title = "Gone" })}")).Dispose();

        var findings = new Findings(ana);
        await findings.OnPages([
            .. Pages,
            .. isDark ? [] : Forms,
            $"/tasks/projects/{project}",
            $"/tasks/labels/{label}",
            $"/tasks/views/{view}",
            $"/tasks?task={task}",
        ]);
        findings.AreNone();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Axe_finds_nothing_in_what_opens_over_a_page(bool isDark)
    {
        await using var ana = await stage.Member(Screen.Desk with { IsDark = isDark });
        var hall = await ana.Adds(new { title = "Paint the hall" });
        await ana.Patch($"api/v1/tasks/{hall}", new { title = "Paint the hall green" });
        var first = (await ana.Get("api/v1/changes?operation=update_task")).GetProperty("items")[0].GetProperty("id");
        await ana.Patch($"api/v1/tasks/{hall}", new { title = "Paint the hall blue" });
        var findings = new Findings(ana);

        await ana.Goes("/tasks", "Tasks");
        await Over("q", "Add a task");
        await Over("Control+k", "Search or do");
        await Over("?", "Keyboard shortcuts");
        await ana.Row("Paint the hall blue").FocusAsync();
        await Over("d", "Due date");
        await ana.Goes($"/journal?change={first}", "Journal");
        await ana.Button("Undo this change").ClickAsync();
        await findings.In(ana.Page.GetByRole(AriaRole.Dialog, new() { Name = "Nothing was undone" }));
        findings.AreNone();

        async Task Over(string keys, string dialog)
        {
            await ana.Page.Keyboard.PressAsync(keys);
            var opened = ana.Page.GetByRole(AriaRole.Dialog, new() { Name = dialog });
            await findings.In(opened);
            await ana.Page.Keyboard.PressAsync("Escape");
            await Expect(opened).ToHaveCountAsync(0);
        }
    }

    private static async Task<string> Id(WebPerson person, string what, object made) =>
        (await person.Post($"api/v1/{what}", made)).GetProperty("id").GetString()!;
}
