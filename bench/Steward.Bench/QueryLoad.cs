using System.Diagnostics;
using Npgsql;

namespace Steward.Bench;

/// <summary>
/// Lists by queries whose answers do not grow with the tenant, in ever larger tenants: one request after another, and how much longer
/// they take than in the smallest.
/// </summary>
internal sealed class QueryLoad(ServerUnderTest server, NpgsqlDataSource database, SignedUp ana, bool isShort)
{
    public const string Header =
        "| filter | tasks | p50 ms | p95 ms | p95 against the smallest | aim |\n| --- | ---: | ---: | ---: | ---: | ---: |";

    public const double Aim = 1.5;

    private const int Rounds = 5;
    private const int WarmUp = 50;

    private static readonly string[] Filters =
    [
        "project:\"Project 1\" and due <= today+7d order by priority, due",
        "label:rare",
        "assignee:me and overdue",
        "assignee:me and open and not label:rare order by priority, due",
        "text:\"needle 777\"",
        "open order by due",
    ];

    public async Task<List<QueryResult>> Run(IEnumerable<int> sizes)
    {
        var results = new List<QueryResult>();
        foreach (var size in sizes)
        {
            await Seed.FillProjects(database, ana, size);
            using var http = new HttpClient { BaseAddress = new(server.Address) };
            http.DefaultRequestHeaders.Authorization = new("Bearer", await server.SignIn());
            foreach (var filter in Filters)
            {
                var (p50, p95) = await Measure(http, $"/api/v1/tasks?filter={Uri.EscapeDataString(filter)}");
                var smallest = results.Find(result => result.Filter == filter)?.P95 ?? p95;
                results.Add(new(filter, size, p50, p95, p95 / smallest));
                Console.Error.WriteLine(results[^1]);
            }
        }
        return results;
    }

    /// <summary>The medians of some rounds: what else the machine does hits one or two of them.</summary>
    private async Task<(double P50, double P95)> Measure(HttpClient http, string path)
    {
        await Round(http, path, WarmUp);
        var rounds = new List<double[]>();
        for (var round = 0; round < Rounds; round++)
            rounds.Add(await Round(http, path, isShort ? 60 : 200));
        return (Middle(0.50), Middle(0.95));

        double Middle(double share) =>
            rounds.Select(round => round[(int)(round.Length * share)]).Order().ElementAt(Rounds / 2);
    }

    private static async Task<double[]> Round(HttpClient http, string path, int count)
    {
        var times = new double[count];
        for (var n = 0; n < count; n++)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync(path);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
            times[n] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(times);
        return times;
    }
}

internal sealed record QueryResult(string Filter, int Tasks, double P50, double P95, double Ratio)
{
    public bool Reached => Ratio <= QueryLoad.Aim;

    public override string ToString() =>
        FormattableString.Invariant(
            $"| `{Filter}` | {Tasks:N0} | {P50:F1} | {P95:F1} | {Ratio:F2} | {QueryLoad.Aim:F2} |"
        );
}
