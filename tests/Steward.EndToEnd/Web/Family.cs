using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Steward.EndToEnd.Web;

/// <summary>A household as people have one: Ana's, with Ben and an agent in it.</summary>
internal sealed class Family(WebPerson ana) : IDisposable
{
    private readonly Dictionary<string, string> projects = [];
    private readonly Dictionary<string, string> labels = [];
    private readonly Dictionary<string, string> tasks = [];
    private readonly HttpClient ben = new() { BaseAddress = ana.Api.BaseAddress };

    public static async Task<Family> Of(WebPerson ana)
    {
        var family = new Family(ana);
        await family.HasPlaces();
        await family.HasTasks();
        await family.HasBen();
        return family;
    }

    public string this[string title] => tasks[title];

    public void Dispose() => ben.Dispose();

    /// <summary>What Ben and an agent do while Ana is not on Today.</summary>
    public async Task GoesOn()
    {
        await ana.Goes("/tasks", "Tasks");
        using (await ana.Api.PutAsJsonAsync("api/v1/visit", new { })) { }
        using (await ben.PostAsync($"api/v1/tasks/{tasks["Buy paint"]}/completion", null)) { }
        using (await ben.PostAsJsonAsync("api/v1/tasks", new { title = "Borrow a ladder" })) { }
        await Says("""call update_task {"task_id": "Call the landlord", "priority": 2, "estimate_minutes": 15}""");
        await Expect(ana.Page.GetByText("Done, as you asked.").First).ToBeVisibleAsync();
    }

    /// <summary>An agent wants to change two tasks, and a rule says that a person is asked.</summary>
    public async Task AgentAsks()
    {
        await ana.Post("api/v1/approval_rules", new { target = "update_tasks", action = "ask" });
        var wanted = new object[]
        {
            new
            {
                task_id = tasks["Pay the rent"],
                due = new { date = Day(1) },
                priority = 2,
            },
            new
            {
                task_id = tasks["Paint the hall"],
                due = new { date = Day(5) },
                title = "Paint the hall and the stairs",
            },
        };
        await Says("call update_tasks " + JsonSerializer.Serialize(new { tasks = wanted }));
        await Expect(ana.Page.GetByRole(AriaRole.Article, new() { Name = "Approval: Update tasks" }))
            .ToBeVisibleAsync();
    }

    private async Task HasPlaces()
    {
        foreach (var (name, color) in new[] { ("Home", "#2f9e44"), ("Garden", "#1971c2"), ("Lisbon", "#e8590c") })
            projects[name] = await Id("projects", new { name, color });
        foreach (var (name, color) in new[] { ("phone", "#7048e8"), ("errand", "#c2255c") })
            labels[name] = await Id("labels", new { name, color });
        await Id("views", new { name = "Urgent", filter = "priority <= 2" });
    }

    private async Task HasTasks()
    {
        const string notes = """
            Two coats of **sage green**, the ceiling stays white.

            - [x] tape the skirting
            - [ ] first coat
            - [ ] second coat
            """;
        await Adds("Pay the rent", "Home", -1, 1, recurrence: "every month on the 1st");
        await Adds("Call the landlord", "Home", 0, 3, "phone");
        await Adds("Water the plants", "Garden", 0, 4, recurrence: "every 3 days");
        await Adds("Buy paint", "Home", 0, 4, "errand");
        await Adds("Paint the hall", "Home", 1, 2, notes: notes);
        await Adds("Prune the apple tree", "Garden", 2, 3);
        await Adds("Book the night train", "Lisbon", 4, 2, "phone");
        await Adds("Renew the passports", "Lisbon", 6, 1, "errand");
        await ana.Post($"api/v1/tasks/{tasks["Paint the hall"]}/comments", new { body = "The ladder is at Ben's." });
    }

    private async Task HasBen()
    {
        var invited = await ana.Post("api/v1/invitations", new { role = "member" });
        using var answer = await ben.PostAsJsonAsync(
            "api/v1/auth/accept_invitation",
            new
            {
                token = invited.GetProperty("token").GetString(),
                email = $"ben.and.{ana.Email}",
                password = WebPerson.Password,
                display_name = "Ben",
            }
        );
        var entered = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, entered.ToString());
        ben.DefaultRequestHeaders.Authorization = new("Bearer", entered.GetProperty("access_token").GetString());
    }

    private async Task Adds(
        string title,
        string project,
        int inDays,
        int priority,
        string? label = null,
        string? recurrence = null,
        string? notes = null
    ) =>
        tasks[title] = await ana.Adds(
            new
            {
                title,
                project_id = projects[project],
                due = new { date = Day(inDays) },
                priority,
                label_ids = label is null ? Array.Empty<string>() : [labels[label]],
                recurrence,
                notes,
            }
        );

    private async Task Says(string text)
    {
        var conversation = await Id("conversations", new { title = "The household" });
        await ana.Post($"api/v1/conversations/{conversation}/messages", new { text });
        await ana.Page.GotoAsync($"/assistant/{conversation}");
    }

    private async Task<string> Id(string what, object made) =>
        (await ana.Post($"api/v1/{what}", made)).GetProperty("id").GetString()!;

    /// <summary>As the people there count days.</summary>
    private static string Day(int away) =>
        TimeZoneInfo
            .ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"))
            .AddDays(away)
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
