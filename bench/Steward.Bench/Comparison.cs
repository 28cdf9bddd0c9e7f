namespace Steward.Bench;

/// <summary>One line of the table: Steward against its floor, in alternating runs, after a round that is thrown away.</summary>
internal sealed record Comparison(string Name, int Tasks, Load Steward, Load Floor, double Aim)
{
    private const int Rounds = 5;

    // Until the just-in-time compiler is done with both.
    private const int WarmUp = 30;

    public async Task<Result> Run(int seconds)
    {
        List<Figures> steward = [],
            floor = [];
        await Floor.Run(WarmUp);
        await Steward.Run(WarmUp);
        for (var round = 0; round < Rounds; round++)
        {
            floor.Add(await Floor.Run(seconds));
            steward.Add(await Steward.Run(seconds));
        }
        // The ratio of neighbours, then their median: what else the machine does hits both of a pair.
        var ratios = steward.Zip(floor, (s, f) => s.PerSecond / f.PerSecond).Order().ToList();
        return new(this, Figures.Median(steward), Figures.Median(floor), ratios[Rounds / 2]);
    }
}

internal sealed record Result(Comparison Of, Figures Steward, Figures Floor, double Ratio)
{
    public const string Header =
        "| what | tasks | Steward req/s | p50 ms | p99 ms | CPU µs | floor req/s | p50 ms | p99 ms | CPU µs | ratio | aim |\n"
        + "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |";

    public bool Reached => Ratio >= Of.Aim;

    public override string ToString() =>
        FormattableString.Invariant(
            $"| {Of.Name} | {Of.Tasks:N0} | {Steward.PerSecond:N0} | {Steward.P50:F1} | {Steward.P99:F1} | {Steward.Server:F0} + {Steward.Postgres:F0} | {Floor.PerSecond:N0} | {Floor.P50:F1} | {Floor.P99:F1} | {Floor.Server:F0} + {Floor.Postgres:F0} | {Ratio:F2} | {Of.Aim:F2} |"
        );
}
