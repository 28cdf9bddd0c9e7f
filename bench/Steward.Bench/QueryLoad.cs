using System.Diagnostics;
using Npgsql;

namespace Steward.Bench;

/// <summary>
/// Lists by queries whose answers do not grow with the tenant, in three tenants of one database, one larger than the other: one request
/// after another, the tenants in turn, and how much longer a larger one's take than those of the smallest beside them.
/// </summary>
internal sealed class QueryLoad(ServerUnderTest server, NpgsqlDataSource database, bool isShort)
{
    public const string Header =
        "| filter | tasks | p50 ms | p95 ms | p95 against the smallest | aim |\n| --- | ---: | ---: | ---: | ---: | ---: |";

    public const double Aim = 1.5;

    private const int Rounds = 9;

    // Until the just-in-time compiler is done, and all plans are kept.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);

    private static readonly string[] Filters =
    [
        "project:\"Project 1\" and due <= today+7d order by priority, due",
        "label:rare",
        "assignee:me and overdue",
        "assignee:me and open and not label:rare order by priority, due",
        "text:\"needle 777\"",
        "open order by due",
        "open order by priority, due",
    ];

    public async Task<List<QueryResult>> Run(IReadOnlyList<int> sizes)
    {
        var tenants = new List<SizedTenant>();
        foreach (var size in sizes)
        {
            var owner = $"ana{size}@bench.example";
            await Seed.FillProjects(database, await server.SignUp(owner), size);
            tenants.Add(new(owner, size, new HttpClient { BaseAddress = new(server.Address) }));
        }
        await Seed.Settle(database);

        await SignIn(tenants);
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < WarmUp)
            foreach (var filter in Filters)
            foreach (var tenant in tenants)
                await Round(tenant.Http, filter, 20);

        var results = new List<QueryResult>();
        foreach (var filter in Filters)
        {
            await SignIn(tenants);
            foreach (var result in await Measure(tenants, filter))
            {
                results.Add(result);
                Console.Error.WriteLine(result);
            }
        }
        tenants.ForEach(tenant => tenant.Http.Dispose());
        return results;
    }

    private async Task SignIn(List<SizedTenant> tenants)
    {
        foreach (var tenant in tenants)
            tenant.Http.DefaultRequestHeaders.Authorization = new("Bearer", await server.SignIn(tenant.Owner));
    }

    /// <summary>The medians of some rounds: what else the machine does hits one or two of them.</summary>
    private async Task<IEnumerable<QueryResult>> Measure(List<SizedTenant> tenants, string filter)
    {
        var rounds = new List<List<double[]>>();
        for (var round = 0; round < Rounds; round++)
        {
            var times = new List<double[]>();
            foreach (var tenant in tenants)
                times.Add(await Round(tenant.Http, filter, isShort ? 60 : 200));
            rounds.Add(times);
        }
        return tenants.Select(
            (tenant, place) =>
                new QueryResult(
                    filter,
                    tenant.Tasks,
                    Middle(round => At(round[place], 0.50)),
                    Middle(round => At(round[place], 0.95)),
                    // The ratio of neighbours, then their median: what else the machine does hits both.
                    Middle(round => At(round[place], 0.95) / At(round[0], 0.95))
                )
        );

        double Middle(Func<List<double[]>, double> figure) => rounds.Select(figure).Order().ElementAt(Rounds / 2);
    }

    private static double At(double[] sorted, double share) => sorted[(int)(sorted.Length * share)];

    private static async Task<double[]> Round(HttpClient http, string filter, int count)
    {
        var path = $"/api/v1/tasks?filter={Uri.EscapeDataString(filter)}";
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

    private sealed record SizedTenant(string Owner, int Tasks, HttpClient Http);
}

internal sealed record QueryResult(string Filter, int Tasks, double P50, double P95, double Ratio)
{
    public bool Reached => Ratio <= QueryLoad.Aim;

    public override string ToString() =>
        FormattableString.Invariant(
            $"| `{Filter}` | {Tasks:N0} | {P50:F1} | {P95:F1} | {Ratio:F2} | {QueryLoad.Aim:F2} |"
        );
}
