using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Steward.EndToEnd.EmbeddedPostgres;
using Steward.EndToEnd.Server;
using Steward.Server.EmbeddedPostgres;
using Steward.Tests.Assistant;
using Turn = Steward.Tests.Assistant.Turn;

namespace Steward.EndToEnd.Serving;

/// <summary>A run whose server is killed is gone on with by the next one, behind its last step.</summary>
[Trait("Category", "Slow")]
public sealed class KilledRunTests(ITestOutputHelper output)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_survives_kill_9_at_each_of_its_turns_and_does_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        await using var model = await ScriptedModel.Start();
        var (turns, asked) = (0, new SemaphoreSlim(0));
        var never = new TaskCompletionSource();
        // Each turn is begun twice: the first time nobody lives to hear it.
        model.Script = _ =>
        {
            var turn = Interlocked.Increment(ref turns);
            if (turn % 2 == 1)
            {
                asked.Release();
                return Turn.Text("Never heard.").After(never.Task);
            }
            return turn < 8 ? Turn.Calls(("add_task", $$"""{"title": "Step {{turn / 2}}"}""")) : Turn.Text("All done.");
        };
        (string, string)[] settings =
        [
            ("MODELS__0__NAME", "scripted"),
            ("MODELS__0__KIND", "openai"),
            ("MODELS__0__URL", model.Url.ToString()),
            ("MODELS__0__MODEL", "scripted-1"),
            ("OUTBOUND__ALLOW", "127.0.0.1"),
        ];
        var steward = await RunningSteward.Start(folder.Path, settings);
        await Household.SignUp(steward.Client);
        var ana = steward.Client.DefaultRequestHeaders.Authorization;
        var conversation = await Post(steward.Client, "conversations", new { });
        var run = await Post(
            steward.Client,
            $"conversations/{conversation.GetProperty("id").GetString()}/messages",
            new { text = "Do three steps", agent = "steward" }
        );

        var longest = TimeSpan.Zero;
        for (var kill = 0; kill < 4; kill++)
        {
            await asked.WaitAsync(TimeSpan.FromSeconds(60), Ct);
            _ = Posix.Kill(steward.Id, Posix.KillNow);
            await steward.Ended();
            await steward.DisposeAsync();
            steward = await RunningSteward.Start(folder.Path, settings);
            steward.Client.DefaultRequestHeaders.Authorization = ana;
            var began = Stopwatch.GetTimestamp();
            while (turns < 2 * kill + 2)
                await Task.Delay(20, Ct);
            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(began).Ticks));
        }
        output.WriteLine($"A run was gone on with {longest.TotalSeconds:0.0} s after the server was back, at most.");

        var path = $"api/v1/runs/{run.GetProperty("id").GetString()}";
        var end = await steward.Client.GetFromJsonAsync<JsonElement>(path, Ct);
        while (end.GetProperty("state").GetString() is "running" or "queued")
        {
            await Task.Delay(20, Ct);
            end = await steward.Client.GetFromJsonAsync<JsonElement>(path, Ct);
        }
        Assert.Equal("All done.", end.GetProperty("answer").GetString());
        var tasks = await steward.Client.GetFromJsonAsync<JsonElement>("api/v1/tasks", Ct);
        Assert.Equal(
            ["Step 1", "Step 2", "Step 3"],
            tasks.GetProperty("items").EnumerateArray().Select(task => task.GetProperty("title").GetString()).Order()
        );
        await steward.DisposeAsync();
    }

    private static async Task<JsonElement> Post(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync("api/v1/" + path, body, Ct);
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.True(answer.IsSuccessStatusCode, said.ToString());
        return said;
    }
}
