using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Steward.EndToEnd.Web;

[Collection(nameof(WebStage)), Trait("Category", "Slow")]
public sealed class FirstStepsTests(WebStage stage)
{
    private const string File = """
        Title,Due,Priority
        Pay the rent,2026-12-01,1
        Water the plants,,
        Paint the hall,2026-12-05,3
        """;

    [Fact]
    public async Task Somebody_new_says_who_she_is_and_brings_her_tasks_along()
    {
        await using var eve = await New("eve.imports@example.org");
        await Pick(eve, "Language", "Deutsch");
        await eve.Sees("Willkommen bei Steward");
        await Pick(eve, "Sprache", "English");
        await eve.Sees("Welcome to Steward");
        await eve.Page.GetByRole(AriaRole.Textbox, new() { Name = "Name" }).FillAsync("Eve Adams");
        await eve.Page.GetByRole(AriaRole.Combobox, new() { Name = "Time zone" }).FillAsync("Lisbon");
        await eve.Page.GetByRole(AriaRole.Option, new() { Name = "Europe/Lisbon" }).ClickAsync();
        await eve.Button("Go on").ClickAsync();

        await eve.Sees("What do you begin with?");
        await Way(eve, "Import my tasks").ClickAsync();
        var chooser = await eve.Page.RunAndWaitForFileChooserAsync(() => eve.Button("Choose a file").ClickAsync());
        await chooser.SetFilesAsync(
            new FilePayload
            {
                Name = "household.csv",
                MimeType = "text/csv",
                Buffer = System.Text.Encoding.UTF8.GetBytes(File),
            }
        );
        await Expect(eve.Page.GetByText("3 tasks found · CSV")).ToBeVisibleAsync();
        await Expect(eve.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Pay the rent" }))
            .ToContainTextAsync("Priority 1");
        await eve.Button("Import 3 tasks").ClickAsync();
        await Expect(eve.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "3 tasks" })).ToBeVisibleAsync();
        await eve.Button("Go on").ClickAsync();

        await eve.Sees("Today");
        await eve.Goes("/tasks", "Tasks");
        foreach (var title in new[] { "Pay the rent", "Water the plants", "Paint the hall" })
            await Expect(eve.Row(title)).ToBeVisibleAsync();
        await eve.Goes("/settings/profile", "Profile");
        await Expect(eve.Page.GetByRole(AriaRole.Textbox, new() { Name = "Name" })).ToHaveValueAsync("Eve Adams");
        await Expect(eve.Page.GetByRole(AriaRole.Combobox, new() { Name = "Time zone" }))
            .ToHaveValueAsync("Europe/Lisbon");
    }

    [Fact]
    public async Task The_example_comes_in_one_step_and_goes_in_one()
    {
        await using var eve = await New("eve.looks@example.org");
        await eve.Button("Go on").ClickAsync();
        await Way(eve, "With an example").ClickAsync();

        await eve.Sees("Today");
        await Expect(eve.Row("Pay the rent")).ToBeVisibleAsync();
        await Expect(eve.Row("Water the plants")).ToBeVisibleAsync();

        await eve.Button("Undo").ClickAsync();
        await Expect(eve.Page.GetByText("Nothing is due today")).ToBeVisibleAsync();
        await Expect(eve.Row("Pay the rent")).ToHaveCountAsync(0);
    }

    private async Task<WebPerson> New(string email)
    {
        var eve = await stage.Visitor();
        await eve.Page.GotoAsync("/sign-up");
        await Fill("Name", "Eve");
        await Fill("Household or team", "Eve's home");
        await Fill("Email address", email);
        await Fill("Password", WebPerson.Password);
        await eve.Button("Create an account").ClickAsync();
        await eve.Sees("Welcome to Steward");
        return eve;

        Task Fill(string name, string value) =>
            eve.Page.GetByRole(AriaRole.Textbox, new() { Name = name }).First.FillAsync(value);
    }

    private static async Task Pick(WebPerson person, string label, string choice)
    {
        await person.Page.GetByRole(AriaRole.Combobox, new() { Name = label }).ClickAsync();
        await person.Page.GetByRole(AriaRole.Option, new() { Name = choice }).ClickAsync();
    }

    private static ILocator Way(WebPerson person, string name) =>
        person.Page.GetByRole(AriaRole.Button, new() { Name = name });
}
