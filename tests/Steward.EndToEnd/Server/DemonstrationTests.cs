using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Steward.EndToEnd.Server;

public sealed class DemonstrationTests
{
    [Fact]
    public async Task The_demonstration_has_three_people_and_a_history_and_is_loaded_once()
    {
        var folder = Directory.CreateTempSubdirectory("steward-demo-").FullName;
        try
        {
            await using (var steward = await RunningSteward.StartDemonstration(folder))
            {
                var password = Regex.Match(steward.Said, "password ([0-9a-f]{16}) ").Groups[1].Value;
                await SignIn(steward, "ana@demo.example", password);

                Assert.Equal(
                    ["ana", "ben", "eve"],
                    Strings(await Get(steward, "memberships"), "email").Select(email => email.Split('@')[0]).Order()
                );
                Assert.Equal(8, Strings(await Get(steward, "tasks"), "title").Count());
                var changes = await Get(steward, "changes?limit=200");
                Assert.Contains("demo-agent", Strings(changes, "agent"));
                Assert.Contains("complete_task", Strings(changes, "operation"));

                await SignIn(steward, "eve@demo.example", password);
                var refused = await steward.Client.PostAsJsonAsync(
                    "api/v1/tasks",
                    new { title = "A viewer writes nothing" }
                );
                Assert.Equal(403, (int)refused.StatusCode);
            }

            await using var again = await RunningSteward.StartDemonstration(folder);
            Assert.Contains("not loaded", again.Said);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task SignIn(RunningSteward steward, string email, string password)
    {
        var answer = await steward.Client.PostAsJsonAsync("api/v1/auth/sign_in", new { email, password });
        var body = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        steward.Client.DefaultRequestHeaders.Authorization = new(
            "Bearer",
            body.GetProperty("access_token").GetString()
        );
    }

    private static async Task<JsonElement> Get(RunningSteward steward, string path) =>
        (await steward.Client.GetFromJsonAsync<JsonElement>("api/v1/" + path)).GetProperty("items");

    private static IEnumerable<string> Strings(JsonElement items, string name) =>
        items.EnumerateArray().Select(item => item.GetProperty(name).GetString()).OfType<string>();
}
