using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Steward.EndToEnd.EmbeddedPostgres;
using Steward.EndToEnd.Server;

namespace Steward.EndToEnd;

/// <summary>The same thing at once, many times, over the running server.</summary>
public sealed class RaceTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private RunningSteward steward = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Client => steward.Client;

    public async ValueTask InitializeAsync()
    {
        steward = await RunningSteward.Start(folder.Path, Household.NoLimits);
        await Household.SignUp(Client);
    }

    public async ValueTask DisposeAsync()
    {
        await steward.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task One_key_fifty_times_at_once_has_one_effect_and_one_answer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Ask()));

        Assert.Single(answers.Distinct());
        Assert.Single(await Items("tasks"));
        Assert.Single(await Items("changes?operation=add_task"));

        async Task<string> Ask()
        {
            while (true)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/tasks")
                {
                    Content = JsonContent.Create(new { title = "Pay the rent" }),
                };
                request.Headers.Add("Idempotency-Key", "pay-the-rent");
                using var answer = await Client.SendAsync(request, Ct);
                var body = await answer.Content.ReadAsStringAsync(Ct);
                if ((int)answer.StatusCode != 409)
                    return $"{answer.StatusCode} {body}";
                Assert.Contains("\"in_flight\"", body, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Fifty_completions_at_once_are_one_change()
    {
        var id = await Add("Pay the rent");

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ => Client.PostAsync(new Uri($"api/v1/tasks/{id}/completion", UriKind.Relative), null, Ct))
        );

        Assert.All(answers, answer => Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}"));
        Assert.Single(await Items($"changes?operation=complete_task&id={id}"));
    }

    [Fact]
    public async Task A_reader_of_the_feed_misses_nothing_of_twenty_writers_and_sees_nothing_twice()
    {
        const int writers = 20;
        const int each = 15;
        var cursor = (await Read("")).GetProperty("cursor").GetString();
        var writing = Task.WhenAll(
            Enumerable
                .Range(0, writers)
                .Select(async writer =>
                {
                    for (var n = 0; n < each; n++)
                        await Add($"Task {writer} {n}");
                })
        );

        var seen = new List<string>();
        var patience = Stopwatch.StartNew();
        while (seen.Count < writers * each && patience.Elapsed < TimeSpan.FromSeconds(60))
            seen.AddRange(await Next());

        await writing;
        Assert.Empty(await Next());
        Assert.Equal(writers * each, seen.Count);
        Assert.Equal(seen.Count, seen.Distinct().Count());

        async Task<List<string>> Next()
        {
            var page = await Read($"?cursor={cursor}&limit=7");
            cursor = page.GetProperty("cursor").GetString();
            return [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
        }

        async Task<JsonElement> Read(string query) =>
            await Client.GetFromJsonAsync<JsonElement>("api/v1/changes/feed" + query, Ct);
    }

    private async Task<string> Add(string title)
    {
        using var answer = await Client.PostAsJsonAsync("api/v1/tasks", new { title }, Ct);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.True(answer.IsSuccessStatusCode, body.ToString());
        return body.GetProperty("id").GetString()!;
    }

    private async Task<IReadOnlyList<JsonElement>> Items(string list) =>
        [.. (await Client.GetFromJsonAsync<JsonElement>("api/v1/" + list, Ct)).GetProperty("items").EnumerateArray()];
}
