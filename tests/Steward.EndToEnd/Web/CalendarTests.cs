using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Steward.EndToEnd.Web;

[Collection(nameof(WebStage)), Trait("Category", "Slow")]
public sealed class CalendarTests(WebStage stage)
{
    [Fact]
    public async Task A_task_stands_on_its_day_and_is_moved_to_another_by_keyboard()
    {
        await using var ana = await stage.Member();
        var dentist = await ana.Adds(new { title = "Dentist", due = new { date = "2027-03-10", time = "09:30" } });
        await ana.Goes("/tasks/calendar?date=2027-03-01", "Calendar");
        await Expect(Day("Wednesday 10 March, 1 task")).ToContainTextAsync("Dentist");

        await ana.Page.GetByRole(AriaRole.Button, new() { Name = "Dentist" }).FocusAsync();
        var announced = ana.Page.Locator("[id^=DndLiveRegion]").First;
        await ana.Page.Keyboard.PressAsync("Space");
        await Expect(announced).ToContainTextAsync("Wednesday 10 March");
        await ana.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(announced).ToContainTextAsync("Thursday 11 March");
        await ana.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(announced).ToContainTextAsync("Thursday 18 March");
        await ana.Page.Keyboard.PressAsync("Space");

        await Expect(Day("Thursday 18 March, 1 task")).ToContainTextAsync("Dentist");
        await Expect(Day("Wednesday 10 March, 0 tasks")).Not.ToContainTextAsync("Dentist");
        await Expect(ana.Button("Undo")).ToBeVisibleAsync();
        var due = (await ana.Get($"api/v1/tasks/{dentist}")).GetProperty("due");
        Assert.Equal("2027-03-18", due.GetProperty("date").GetString());
        Assert.StartsWith("09:30", due.GetProperty("time").GetString(), StringComparison.Ordinal);

        ILocator Day(string name) =>
            ana
                .Page.GetByRole(AriaRole.Cell)
                .Filter(new() { Has = ana.Page.GetByRole(AriaRole.Button, new() { Name = name }) });
    }
}
