using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Steward.EndToEnd.Web;

/// <summary>What axe finds while somebody goes through the app, told at the end all at once.</summary>
internal sealed class Findings(WebPerson person)
{
    private readonly List<string> all = [];

    /// <summary>Each page when it stands: its heading is there, and what was on its way has come.</summary>
    public async Task OnPages(IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            await person.Page.GotoAsync(address);
            await In(person.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First);
        }
    }

    public async Task In(ILocator shown)
    {
        await Expect(shown).ToBeVisibleAsync();
        await Expect(person.Page.Locator("[data-coming], .mantine-Skeleton-root")).ToHaveCountAsync(0);
        var found = await person.AxeFindings();
        // What comes in is half transparent for some frames, and axe sees it so; what is wrong stays wrong.
        for (var tries = 0; tries < 3 && found.Length > 0; tries++)
            found = await person.AxeFindings();
        if (found.Length > 0)
            all.Add(found);
    }

    public void AreNone() => Assert.True(all.Count == 0, string.Join('\n', all));
}
