using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Steward.EndToEnd.Server;

public sealed class OpsTests(StewardFixture fixture) : IClassFixture<StewardFixture>
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Client => fixture.Steward.Client;

    [Fact]
    public async Task Health_tells_of_every_dependency()
    {
        var live = await Client.GetFromJsonAsync<JsonElement>("health/live", Ct);
        var ready = await Client.GetFromJsonAsync<JsonElement>("health/ready", Ct);
        var health = await Client.GetFromJsonAsync<JsonElement>("health", Ct);

        Assert.Equal("healthy", live.GetProperty("status").GetString());
        Assert.Equal(["database", "migrations"], Names(ready));
        Assert.Equal("healthy", health.GetProperty("status").GetString());
        Assert.Equal("0.1.0", health.GetProperty("version").GetString());
        Assert.InRange(health.GetProperty("uptime_seconds").GetDouble(), 0, 600);
        Assert.Equal(["database", "migrations"], Names(health));
        Assert.All(
            health.GetProperty("dependencies").EnumerateArray(),
            d => Assert.Equal("healthy", d.GetProperty("status").GetString())
        );
    }

    [Fact]
    public async Task Metrics_pass_promtool_without_complaint()
    {
        await Client.GetAsync("health", Ct);
        var answer = await Client.GetAsync("metrics", Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        foreach (
            var name in new[]
            {
                "http_server_request_duration_seconds_bucket",
                "dotnet_gc_collections_total",
                "steward_build_info{version=\"0.1.0\"} 1",
            }
        )
            Assert.Contains(name, text, StringComparison.Ordinal);
        Assert.Contains("db_client_", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Host=", text, StringComparison.Ordinal);

        var (exitCode, said) = await Promtool(text);
        Assert.True(exitCode == 0 && said.Length == 0, said + text);
    }

    [Fact]
    public async Task A_correlation_id_comes_back_if_it_is_fit_to_be_repeated()
    {
        Assert.Equal("order-66.a_B", await Correlation("order-66.a_B"));
        Assert.Matches("^[0-9a-f]{32}$", await Correlation("has spaces"));
        Assert.Matches("^[0-9a-f]{32}$", await Correlation(new string('x', 129)));
        Assert.Matches("^[0-9a-f]{32}$", await Correlation(null));
    }

    [Fact]
    public async Task Each_request_leaves_one_entry_with_the_named_fields()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/nothing?password=hunter2");
        request.Headers.Add("X-Correlation-Id", "one-entry");
        await Client.SendAsync(request, Ct);

        var entry = await fixture.Steward.Logged(e => e.GetProperty("correlation_id").GetString() == "one-entry");

        Assert.Equal("request", entry.GetProperty("event").GetString());
        Assert.Equal(404, entry.GetProperty("state").GetProperty("status").GetInt32());
        Assert.InRange(entry.GetProperty("state").GetProperty("duration_ms").GetDouble(), 0, 10_000);
        Assert.Matches("^[0-9a-f]{32}$", entry.GetProperty("trace_id").GetString());
        Assert.Equal(JsonValueKind.Null, entry.GetProperty("user_id").ValueKind);
        Assert.DoesNotContain("hunter2", fixture.Steward.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_a_problem()
    {
        var answer = await Client.GetAsync("api/v1/nothing", Ct);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("not_found", problem.GetProperty("code").GetString());
        Assert.Equal(404, problem.GetProperty("status").GetInt32());
        Assert.Equal(32, problem.GetProperty("trace_id").GetString()!.Length);
    }

    [Fact]
    public async Task Every_answer_tells_browsers_what_they_may_not_do()
    {
        var data = await Client.GetAsync("health/live", Ct);
        var page = await Client.GetAsync("nothing", Ct);

        Assert.Equal("default-src 'none'; frame-ancestors 'none'", Header(data, "Content-Security-Policy"));
        Assert.StartsWith("default-src 'self'", Header(page, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("no-store", Header(data, "Cache-Control"));
        foreach (var answer in new[] { data, page })
        {
            Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
            Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
            Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
            Assert.Null(Header(answer, "Strict-Transport-Security"));
            Assert.Null(Header(answer, "Server"));
        }
    }

    [Fact]
    public async Task No_page_of_another_origin_is_let_in()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "health");
        preflight.Headers.Add("Origin", "https://evil.example");
        preflight.Headers.Add("Access-Control-Request-Method", "GET");
        using var plain = new HttpRequestMessage(HttpMethod.Get, "health");
        plain.Headers.Add("Origin", "https://evil.example");

        foreach (var answer in new[] { await Client.SendAsync(preflight, Ct), await Client.SendAsync(plain, Ct) })
            Assert.DoesNotContain(
                answer.Headers,
                h => h.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase)
            );
    }

    [Fact]
    public async Task A_name_that_is_not_its_own_is_not_answered_to()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "health") { Headers = { Host = "evil.example" } };

        var answer = await Client.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("unknown_host", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    /// <summary>What a burst of requests has left behind is given back when nobody has asked for a while.</summary>
    [Fact]
    public async Task Idle_it_takes_at_most_150_MB()
    {
        const int Most = 150 * 1024;
        await Client.GetAsync("health", Ct);

        var waited = Stopwatch.StartNew();
        var kilobytes = await Resident();
        while (kilobytes > Most && waited.Elapsed < LongestRest)
        {
            await Task.Delay(500, Ct);
            kilobytes = await Resident();
        }

        Assert.InRange(kilobytes, 1, Most);
    }

    private async Task<int> Resident()
    {
        var status = await File.ReadAllLinesAsync($"/proc/{fixture.Steward.Id}/status", Ct);
        var line = status.First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return int.Parse(line.Split(' ')[^2], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<string> Correlation(string? sent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "health/live");
        if (sent is not null)
            request.Headers.TryAddWithoutValidation("X-Correlation-Id", sent);
        return Header(await Client.SendAsync(request, Ct), "X-Correlation-Id")!;
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private static IEnumerable<string?> Names(JsonElement report) =>
        report.GetProperty("dependencies").EnumerateArray().Select(d => d.GetProperty("name").GetString());

    /// <summary>Debian's package prometheus holds it; bin/test installs that.</summary>
    private static async Task<(int ExitCode, string Said)> Promtool(string metrics)
    {
        var program = Environment.GetEnvironmentVariable("PROMTOOL") ?? "promtool";
        using var promtool = Process.Start(
            new ProcessStartInfo(program, ["check", "metrics"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        await promtool.StandardInput.WriteAsync(metrics);
        promtool.StandardInput.Close();
        var said = await promtool.StandardError.ReadToEndAsync() + await promtool.StandardOutput.ReadToEndAsync();
        await promtool.WaitForExitAsync();
        return (promtool.ExitCode, said);
    }
}
