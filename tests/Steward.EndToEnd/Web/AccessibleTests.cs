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
        var findings = new List<string>();

        foreach (var page in Pages)
        {
            await ana.Page.GotoAsync(page);
            await ana.Page.Locator("h1").First.WaitForAsync();
            await ana.Page.WaitForTimeoutAsync(400);
            findings.Add(await ana.AxeFindings());
        }

        Assert.Equal("", string.Join('\n', findings.Where(finding => finding.Length > 0)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Axe_finds_nothing_before_one_has_signed_in(bool isDark)
    {
        await using var nobody = await stage.Visitor(Screen.Phone with { IsDark = isDark });
        var findings = new List<string>();
        foreach (var page in new[] { "/sign-in", "/sign-up" })
        {
            await nobody.Page.GotoAsync(page);
            await nobody.Page.Locator("h1").First.WaitForAsync();
            findings.Add(await nobody.AxeFindings());
        }
        Assert.Equal("", string.Join('\n', findings.Where(finding => finding.Length > 0)));
    }
}
