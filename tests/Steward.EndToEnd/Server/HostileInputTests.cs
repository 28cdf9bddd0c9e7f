using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Steward.EndToEnd.EmbeddedPostgres;
using Steward.Tests.Assistant;

namespace Steward.EndToEnd.Server;

/// <summary>What nobody means and somebody sends: it is refused in words, harms nobody and shows nothing of the inside.</summary>
public sealed class HostileInputTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Requests = 20_000;
    private const int Rounds = 20;
    private const int AtOnce = 16;
    private const int MostMegabytes = 600;
    private const int MostFaults = 20;

    private static readonly string[] Inside =
    [
        "Npgsql",
        "PostgresException",
        "EntityFrameworkCore",
        "System.Text.Json",
        "System.InvalidOperation",
        "   at Steward.",
        "internal_error",
    ];

    /// <summary>Those of a usual answer that has no body.</summary>
    private static readonly int[] Silent = [204, 304];

    /// <summary>What Kestrel says of what is not HTTP, before anybody else hears of it.</summary>
    private static readonly int[] NotHttp = [400, 414, 431];

    private readonly TemporaryFolder folder = new();
    private readonly ConcurrentDictionary<string, int> counts = [];
    private readonly ConcurrentQueue<string> faults = [];
    private RunningSteward steward = null!;
    private ScriptedServer outside = null!;

    private static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("STEWARD_TEST_SEED"), out var seed) ? seed : 20261121;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        outside = await ScriptedServer.Start();
        steward = await RunningSteward.Start(
            folder.Path,
            [
                .. Household.NoLimits,
                ("SIGNUP", "open"),
                ("FORWARDED_HEADERS__KNOWN_PROXIES", "127.0.0.1"),
                ("OUTBOUND__ALLOW", "127.0.0.1"),
                // The example of add_server names it.
                ("MCP__CATALOGUE__0__NAME", "memory"),
                ("MCP__CATALOGUE__0__COMMAND", "true"),
            ]
        );
    }

    public async ValueTask DisposeAsync()
    {
        await steward.DisposeAsync();
        await outside.DisposeAsync();
        folder.Dispose();
    }

    [Fact, Trait("Category", "Slow")]
    public async Task Twenty_thousand_hostile_requests_are_answered_in_words_and_harm_nothing()
    {
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        };
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(30) };
        var document = JsonNode.Parse(await steward.Client.GetStringAsync("openapi/v1.json", Ct))!.AsObject();
        var operations = HostileOperation.Of(document);
        var world = new HostileWorld(steward.Client, outside);
        var took = Stopwatch.StartNew();

        await world.Begin();
        for (var round = 0; round < Rounds && faults.Count < MostFaults; round++)
        {
            await Parallel.ForAsync(
                round * Requests / Rounds,
                (round + 1) * Requests / Rounds,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Ct },
                async (number, _) =>
                {
                    var random = new Random(unchecked(Seed * 1_000_003 + number));
                    var request = operations[random.Next(operations.Length)].Make(random, world);
                    if (await Fault(client, world, request) is { } fault)
                        faults.Enqueue($"{fault}\n  seed {Seed}, number {number}: {request}");
                }
            );
            await world.Replenish();
        }

        var memory = Megabytes();
        output.WriteLine(
            $"{Count("all")} requests in {took.Elapsed.TotalSeconds:0} s, {Count("done")} done, {Count("cut off")} cut off; "
                + $"of {Count("valid")} valid ones {Count("valid done")} done; at most {memory} MB."
        );
        Assert.True(faults.IsEmpty, string.Join("\n\n", faults.Take(MostFaults)));
        Assert.Equal("", steward.Errors);
        Assert.Equal([], [.. operations.Select(operation => operation.Id).Where(id => Count(id + " done") == 0)]);
        Assert.InRange(Count("valid done"), Count("valid") * 3 / 4, Count("valid"));
        Assert.InRange(Count("done"), Requests / 5, Requests);
        Assert.InRange(memory, 1, MostMegabytes);
        Assert.True(await world.IsCarlUntouched());
        await IsWell();
    }

    private async Task<string?> Fault(HttpClient client, HostileWorld world, HostileRequest request)
    {
        try
        {
            using var message = request.ToMessage(steward.Client.BaseAddress!);
            using var answer = await client.SendAsync(message, Ct);
            var status = (int)answer.StatusCode;
            var body = await answer.Content.ReadAsByteArrayAsync(Ct);
            Note(request, answer.IsSuccessStatusCode || status == 304);
            return Fault(status, answer, body) is { } fault
                ? $"{status}: {fault}\n  {Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 600)))}"
                : Learn(answer, body);
        }
        catch (TaskCanceledException) when (!Ct.IsCancellationRequested)
        {
            return "It hangs.";
        }
        catch (HttpRequestException gone) when (request.IsTooLarge && gone.InnerException is IOException)
        {
            // The server has answered and closed before all of it was sent.
            Add("cut off");
            return null;
        }
        catch (HttpRequestException gone)
        {
            return gone.ToString();
        }

        string? Learn(HttpResponseMessage answer, byte[] body)
        {
            if (answer.IsSuccessStatusCode)
                world.Learn(request, answer, body.Length == 0 ? default : JsonElement.Parse(body));
            return null;
        }
    }

    private static string? Fault(int status, HttpResponseMessage answer, byte[] body)
    {
        if (status >= 500)
            return "It failed.";
        if (status < 400 && Silent.Contains(status))
            return body.Length == 0 ? null : "There should be no body.";
        if (status >= 400 && !answer.Headers.Contains("X-Correlation-Id"))
            return NotHttp.Contains(status) && body.Length == 0 ? null : "It did not come from Steward.";
        var expected = status < 400 ? "application/json" : "application/problem+json";
        if (answer.Content.Headers.ContentType?.MediaType != expected)
            return $"It is no {expected}.";
        JsonElement said;
        try
        {
            said = JsonElement.Parse(body);
        }
        catch (JsonException malformed)
        {
            return malformed.Message;
        }
        if (status < 400)
            return null;
        if (!said.TryGetProperty("code", out var code) || code.GetString() is not { Length: > 0 })
            return "It has no code.";
        var text = Encoding.UTF8.GetString(body);
        return Inside.FirstOrDefault(word => text.Contains(word, StringComparison.Ordinal)) is { } shown
            ? $"It shows the inside: {shown}"
            : null;
    }

    private void Note(HostileRequest request, bool isDone)
    {
        Add("all");
        if (isDone)
        {
            Add("done");
            Add(request.Operation.Id + " done");
        }
        if (!request.IsValid)
            return;
        Add("valid");
        Add(isDone ? "valid done" : "valid refused");
    }

    private void Add(string what) => counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    private int Count(string what) => counts.GetValueOrDefault(what);

    /// <summary>The most memory that the server has ever held.</summary>
    private int Megabytes() =>
        int.Parse(
            File.ReadLines($"/proc/{steward.Id}/status")
                .Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))["VmHWM:".Length..^"kB".Length],
            CultureInfo.InvariantCulture
        ) / 1024;

    private async Task IsWell()
    {
        using var health = await steward.Client.GetAsync("health", Ct);
        Assert.True(health.IsSuccessStatusCode, await health.Content.ReadAsStringAsync(Ct));
    }
}
