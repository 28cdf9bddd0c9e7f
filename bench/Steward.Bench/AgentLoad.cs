using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;

namespace Steward.Bench;

/// <summary>
/// Runs with a model that answers at once: the time to the first word, that of a turn with three tool calls, and whether two hundred
/// conversations stream side by side without a stall.
/// </summary>
internal sealed class AgentLoad(HttpClient http)
{
    private const int Port = 18083;
    private const int Warmup = 300;
    private const int Turns = 200;
    private const int AtOnce = 200;

    /// <summary>Of medians, in milliseconds; of the longest pause between two words.</summary>
    private const double AimFirst = 5,
        AimTools = 25,
        AimStall = 250;

    public static async Task<int> Measure(bool check)
    {
        var data = Directory.CreateTempSubdirectory("steward-bench-").FullName;
        try
        {
            await using var model = await InstantModel.Start();
            await using var server = await ServerUnderTest.Serve(
                Port,
                data,
                new Dictionary<string, string>
                {
                    ["STEWARD__MODELS__0__NAME"] = "instant",
                    ["STEWARD__MODELS__0__KIND"] = "openai",
                    ["STEWARD__MODELS__0__URL"] = $"http://127.0.0.1:{InstantModel.Port}/v1",
                    ["STEWARD__MODELS__0__MODEL"] = "instant",
                    ["STEWARD__MODELS__0__AT_ONCE"] = "256",
                    ["STEWARD__OUTBOUND__ALLOW"] = "127.0.0.1",
                }
            );
            using var http = new HttpClient { BaseAddress = new(server.Address), Timeout = TimeSpan.FromMinutes(5) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Bearer",
                (await server.SignUp()).Token
            );
            await http.PatchAsJsonAsync("/api/v1/run_limits", new { runs_at_once = 1000 });
            return await new AgentLoad(http).Run() || !check ? 0 : 1;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private async Task<bool> Run()
    {
        for (var turn = 0; turn < Warmup; turn++)
            await Say(turn % 2 == 0 ? "words" : "tools");
        var (direct, first, tools) = (new List<double>(), new List<double>(), new List<double>());
        // In turns, since the machine is not always equally fast.
        for (var turn = 0; turn < Turns; turn++)
        {
            direct.Add(await Direct());
            first.Add((await Say("words")).First);
            tools.Add((await Say("tools")).Whole);
        }
        var streams = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Say("slowly")));
        var gaps = streams.SelectMany(stream => stream.Gaps).Order().ToList();
        var nominal = InstantModel.Every.TotalMilliseconds;
        var stall = gaps[^1] - nominal;

        Console.WriteLine("| what | median ms | p95 ms | aim ms |\n| --- | ---: | ---: | ---: |");
        Console.WriteLine(Line("the model asked directly, to the first word", direct, null));
        Console.WriteLine(Line("Steward, to the first word", first, AimFirst + Median(direct)));
        Console.WriteLine(Line("a turn with three tool calls, to its end", tools, AimTools + 2 * Median(direct)));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {AtOnce} conversations at once: pause between words beyond the model's {nominal:0} ms | {gaps[gaps.Count / 2] - nominal:0.0} | {gaps[gaps.Count * 95 / 100] - nominal:0.0} | longest {stall:0}, aim {AimStall:0} |"
            )
        );
        return Median(first) - Median(direct) <= AimFirst
            && Median(tools) - 2 * Median(direct) <= AimTools
            && stall <= AimStall;
    }

    private static string Line(string what, List<double> times, double? aim) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {Median(times):0.0} | {times.Order().ElementAt(times.Count * 95 / 100):0.0} | {(aim is { } most ? $"{most:0.0}" : "")} |"
        );

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private async Task<double> Direct()
    {
        var began = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"http://127.0.0.1:{InstantModel.Port}/v1/chat/completions"
        )
        {
            Content = JsonContent.Create(new { messages = new[] { new { role = "user", content = "words" } } }),
        };
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        await foreach (var _ in SseParser.Create(stream).EnumerateAsync())
            return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return double.NaN;
    }

    private async Task<(double First, double Whole, List<double> Gaps)> Say(string text)
    {
        var made = await http.PostAsJsonAsync("/api/v1/conversations", new { });
        var conversation = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/conversations/{conversation}/messages")
        {
            Content = new StringContent(
                $$"""{"text": "{{text}}", "agent": "steward"}""",
                Encoding.UTF8,
                "application/json"
            ),
        };
        request.Headers.Accept.ParseAdd("text/event-stream");
        var (began, last, first, gaps) = (Stopwatch.GetTimestamp(), 0L, 0.0, new List<double>());
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        await foreach (var item in SseParser.Create(stream).EnumerateAsync())
        {
            if (item.EventType == "end" && !item.Data.Contains("done", StringComparison.Ordinal))
                throw new InvalidOperationException($"A run did not end well: {item.Data}");
            if (item.EventType != "text")
                continue;
            if (last == 0)
                first = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            else
                gaps.Add(Stopwatch.GetElapsedTime(last).TotalMilliseconds);
            last = Stopwatch.GetTimestamp();
        }
        return (first, Stopwatch.GetElapsedTime(began).TotalMilliseconds, gaps);
    }
}
