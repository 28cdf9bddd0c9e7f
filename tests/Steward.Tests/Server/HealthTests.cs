using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Steward.Server.Ops;

namespace Steward.Tests.Server;

public sealed class HealthTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly Clock clock = new();
    private readonly Lifetime lifetime = new();

    [Fact]
    public async Task An_answer_holds_for_thirty_seconds()
    {
        var asked = 0;
        using var health = Of(new Dependency("models", _ => Task.FromResult<string?>(++asked > 1 ? "away" : null)));

        var first = await health.Whole(Ct);
        clock.Pass(29);
        var second = await health.Whole(Ct);
        clock.Pass(1);
        var third = await health.Whole(Ct);

        Assert.True(first.Healthy);
        Assert.Same(first, second);
        Assert.False(third.Healthy);
        Assert.Equal(["away"], third.Dependencies.Select(d => d.Problem));
    }

    [Fact]
    public async Task A_crowd_asks_once()
    {
        var asked = 0;
        using var health = Of(new Dependency("slow", async _ => await Slow(() => asked++)));

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => health.Whole(Ct)));

        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task What_is_wrong_is_told_without_its_reason()
    {
        using var health = Of(
            new Dependency("broken", _ => throw new IOException("ana:hunter2@db refused")),
            new Dependency("fine", _ => Task.FromResult<string?>(null))
        );

        var report = await health.Whole(Ct);

        Assert.Equal(["cannot be reached", null], report.Dependencies.Select(d => d.Problem));
        Assert.Equal(["unhealthy", "healthy"], report.Dependencies.Select(d => d.Status));
    }

    [Fact]
    public async Task One_that_never_answers_does_not_hold_up_the_answer()
    {
        using var health = Of(new Dependency("stuck", _ => new TaskCompletionSource<string?>().Task));

        var report = await health.Whole(Ct).WaitAsync(TimeSpan.FromSeconds(10), Ct);

        Assert.Equal("did not answer in time", report.Dependencies[0].Problem);
    }

    [Fact]
    public async Task Ready_asks_what_is_needed_only_and_not_while_stopping()
    {
        using var health = Of(
            new Dependency("database", _ => Task.FromResult<string?>(null), NeededForReady: true),
            new Dependency("models", _ => Task.FromResult<string?>("away"))
        );

        Assert.True((await health.Ready(Ct)).Healthy);
        lifetime.StopApplication();
        Assert.False((await health.Ready(Ct)).Healthy);
    }

    private Health Of(params Dependency[] dependencies) =>
        new(dependencies, lifetime, clock, NullLogger<Health>.Instance);

    private static async Task<string?> Slow(Action act)
    {
        await Task.Yield();
        act();
        return null;
    }

    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset now = DateTimeOffset.UnixEpoch;

        public void Pass(int seconds) => now = now.AddSeconds(seconds);

        public override DateTimeOffset GetUtcNow() => now;
    }

    private sealed class Lifetime : IHostApplicationLifetime
    {
        private readonly CancellationTokenSource stopping = new();

        public CancellationToken ApplicationStarted => default;
        public CancellationToken ApplicationStopping => stopping.Token;
        public CancellationToken ApplicationStopped => default;

        public void StopApplication() => stopping.Cancel();
    }
}
