namespace Steward.EndToEnd.Web;

/// <summary>axe finds nothing on any page: https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md</summary>
[Collection(nameof(WebStage)), Trait("Category", "Slow")]
public sealed class AccessibleTests(WebStage stage)
{
    private static readonly string[] Pages =
    [
        "/",
        "/tasks",
        "/tasks/board",
        "/tasks/calendar",
        "/tasks/projects",
        "/tasks/trash",
        "/assistant",
        "/approvals",
        "/journal",
        "/settings",
    ];

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Axe_finds_nothing(bool isDark, bool isPhone)
    {
        await using var ana = await stage.Member((isPhone ? Screen.Phone : Screen.Desk) with { IsDark = isDark });
        foreach (var priority in new[] { 1, 2, 3, 4 })
            await ana.Post(
                "api/v1/tasks",
                new
                {
                    title = $"Priority {priority}",
                    priority,
                    due = new { date = "2026-11-20" },
                }
            );
        var findings = new Findings(ana);
        await findings.OnPages(Pages);
        findings.AreNone();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Axe_finds_nothing_before_one_has_signed_in(bool isDark)
    {
        await using var nobody = await stage.Visitor(Screen.Phone with { IsDark = isDark });
        var findings = new Findings(nobody);
        await findings.OnPages(["/sign-in", "/sign-up"]);
        findings.AreNone();
    }
}
