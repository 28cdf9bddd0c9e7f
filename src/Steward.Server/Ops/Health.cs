using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Steward.Server.Ops;

/// <summary>Something the server cannot work without, or a part of it cannot.</summary>
/// <param name="Check">Answers null when all is well, else what is not, in words fit for anybody's eyes.</param>
/// <param name="NeededForReady">Whether requests should go elsewhere while it fails.</param>
internal sealed record Dependency(
    string Name,
    Func<CancellationToken, Task<string?>> Check,
    bool NeededForReady = false
);

internal sealed record DependencyState(string Name, string Status, string? Problem, double DurationMs)
{
    public bool Healthy => Problem is null;
}

internal sealed record HealthReport(DateTimeOffset CheckedAt, IReadOnlyList<DependencyState> Dependencies)
{
    public bool Healthy => Dependencies.All(dependency => dependency.Healthy);
}

/// <summary>Asks every dependency, each for at most three seconds, and keeps the answer for a while.</summary>
internal sealed partial class Health(
    IEnumerable<Dependency> dependencies,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<Health> logger
) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Dependency[] all = [.. dependencies];
    private readonly SemaphoreSlim gate = new(1, 1);
    private long began = time.GetTimestamp();
    private HealthReport? whole;
    private HealthReport? ready;

    public static string Version { get; } =
        typeof(Health)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    public TimeSpan Uptime => time.GetElapsedTime(began);

    public void Start() => began = time.GetTimestamp();

    public Task<HealthReport> Whole(CancellationToken ct) =>
        Kept(() => whole, report => whole = report, TimeSpan.FromSeconds(30), _ => true, ct);

    /// <summary>What a load balancer asks, each second maybe; a server that is stopping is not ready.</summary>
    public async Task<HealthReport> Ready(CancellationToken ct)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return new(time.GetUtcNow(), [new("server", "unhealthy", "is stopping", 0)]);
        return await Kept(() => ready, report => ready = report, TimeSpan.FromSeconds(1), d => d.NeededForReady, ct);
    }

    public void Dispose() => gate.Dispose();

    private async Task<HealthReport> Kept(
        Func<HealthReport?> kept,
        Action<HealthReport> keep,
        TimeSpan age,
        Func<Dependency, bool> wanted,
        CancellationToken ct
    )
    {
        // One asks, the others wait for its answer: a crowd of probes is no load on the dependencies.
        await gate.WaitAsync(ct);
        try
        {
            if (kept() is { } report && time.GetUtcNow() - report.CheckedAt < age)
                return report;
            var states = await Task.WhenAll(all.Where(wanted).Select(Check));
            var fresh = new HealthReport(time.GetUtcNow(), states);
            keep(fresh);
            return fresh;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<DependencyState> Check(Dependency dependency)
    {
        var started = Stopwatch.GetTimestamp();
        var problem = await ProblemOf(dependency);
        var elapsed = Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 3);
        return new(dependency.Name, problem is null ? "healthy" : "unhealthy", problem, elapsed);
    }

    private async Task<string?> ProblemOf(Dependency dependency)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            return await dependency.Check(limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            return "did not answer in time";
        }
        catch (Exception e)
        {
            // The reason may name hosts and roles: it is for the log alone.
            Failed(dependency.Name, e);
            return "cannot be reached";
        }
    }

    [LoggerMessage(
        EventName = "dependency_failed",
        Level = LogLevel.Warning,
        Message = "{Dependency} cannot be reached"
    )]
    private partial void Failed(string dependency, Exception exception);
}
