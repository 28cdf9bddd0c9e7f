using Steward.Server.Configuration;

namespace Steward.Server.Ops;

internal static class OpsServices
{
    public static void AddOps(this IServiceCollection services, StewardOptions options) =>
        services
            .AddSingleton<Health>()
            .AddSingleton<Metrics>()
            .AddSingleton(new Tracing(options.Otlp))
            .AddHostedService<Observation>()
            .AddHostedService<IdleMemory>();

    /// <summary>Metrics, traces and the uptime begin with the server, not with the first who asks for them.</summary>
    private sealed class Observation(Metrics metrics, Tracing tracing, Health health) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            metrics.Start();
            tracing.Start();
            health.Start();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
