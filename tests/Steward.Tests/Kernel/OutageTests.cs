using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Steward.Identity;

namespace Steward.Tests.Kernel;

public sealed class OutageTests
{
    [Fact]
    public async Task Nothing_that_runs_in_the_background_ends_with_the_database()
    {
        var faults = new Faults();
        await using var source = NpgsqlDataSource.Create("Host=/nowhere;Username=nobody;Timeout=1");
        await using var services = TestSteward.NewServices(
            source,
            services => services.AddStewardWorkers().AddIdentityWorkers().AddLogging(log => log.AddProvider(faults))
        );
        using var follower = services.GetRequiredService<LiveFeed>().Follow(new(TestSteward.NewId()));
        var all = services.GetServices<IHostedService>().Cast<BackgroundService>().ToList();
        foreach (var service in all)
            await service.StartAsync(TestContext.Current.CancellationToken);

        await faults.All.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.All(all, service => Assert.False(service.ExecuteTask!.IsFaulted));
        foreach (var service in all)
            await service.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until the feed, the jobs and the upkeep have each logged a fault.</summary>
    private sealed class Faults : ILoggerProvider
    {
        private readonly HashSet<string> silent =
        [
            "Steward.Kernel.LiveFeed",
            "Steward.Kernel.JobRunner",
            "Steward.Identity.IdentityUpkeep",
        ];
        private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task All => all.Task;

        public ILogger CreateLogger(string categoryName) => new Log(this, categoryName);

        public void Dispose() { }

        private void Tell(string category)
        {
            lock (silent)
                if (silent.Remove(category) && silent.Count == 0)
                    all.SetResult();
        }

        private sealed class Log(Faults faults, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

            void ILogger.Log<TState>(
                LogLevel logLevel,
                EventId eventId,
                TState state,
                Exception? exception,
                Func<TState, Exception?, string> formatter
            )
            {
                if (exception is not null)
                    faults.Tell(category);
            }
        }
    }
}
