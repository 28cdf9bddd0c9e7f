using System.Diagnostics;
using System.Globalization;

namespace Steward.Bench;

/// <summary>What one run of wrk came to: latencies in milliseconds, processor time in microseconds per request.</summary>
internal sealed record Figures(double PerSecond, double P50, double P99, double Server, double Postgres)
{
    public static Figures Median(IReadOnlyList<Figures> runs) =>
        new(
            Middle(runs.Select(run => run.PerSecond)),
            Middle(runs.Select(run => run.P50)),
            Middle(runs.Select(run => run.P99)),
            Middle(runs.Select(run => run.Server)),
            Middle(runs.Select(run => run.Postgres))
        );

    private static double Middle(IEnumerable<double> values) => values.Order().ElementAt((values.Count() - 1) / 2);
}

/// <summary>A target for wrk: a server, headers, and the requests to be sent in turn.</summary>
internal sealed class Load(
    string name,
    ServerUnderTest server,
    IReadOnlyList<string> headers,
    IEnumerable<string> requests
) : IDisposable
{
    private readonly string file = Write(requests);

    public string Name => name;

    public async Task<Figures> Run(int seconds)
    {
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (
            var part in (string[])
                ["-t1", "-c32", $"-d{seconds}s", "-s", Path.Combine(AppContext.BaseDirectory, "wrk.lua")]
        )
            start.ArgumentList.Add(part);
        foreach (var header in headers)
        {
            start.ArgumentList.Add("-H");
            start.ArgumentList.Add(header);
        }
        foreach (var part in (string[])[server.Address, "--", file])
            start.ArgumentList.Add(part);

        var (serverBefore, postgresBefore) = server.ProcessorTime();
        using var wrk = Process.Start(start)!;
        var output = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        var (serverAfter, postgresAfter) = server.ProcessorTime();
        var line = output.Split('\n').FirstOrDefault(line => line.StartsWith("figures ", StringComparison.Ordinal));
        var numbers = line
            ?.Split(' ')
            .Skip(1)
            .Select(number => double.Parse(number, CultureInfo.InvariantCulture))
            .ToArray();
        return numbers is [var count, var microseconds, var p50, var p99, 0]
            ? new(
                count / microseconds * 1e6,
                p50 / 1000,
                p99 / 1000,
                (serverAfter - serverBefore) / count,
                (postgresAfter - postgresBefore) / count
            )
            : throw new InvalidOperationException(
                $"{name}: wrk met errors.\n{output}{await wrk.StandardError.ReadToEndAsync()}"
            );
    }

    public void Dispose() => File.Delete(file);

    private static string Write(IEnumerable<string> requests)
    {
        var file = Path.GetTempFileName();
        File.WriteAllLines(file, requests);
        return file;
    }
}
