using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Steward.Identity;

/// <summary>Every ten minutes: turns the signing keys, and takes away sessions, throttles and secrets that are long over.</summary>
internal sealed partial class IdentityUpkeep(
    SigningKeys keys,
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<IdentityUpkeep> log
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    public async Task Run(CancellationToken ct)
    {
        await keys.Load(ct);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Porch>().Call("identity.sweep", ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await Run(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it was (EF wraps a lost connection, too): the server must not end with its database.
                NotDone(log, fault);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "Signing keys and sessions could not be looked after; trying again later")]
    private static partial void NotDone(ILogger log, Exception fault);
}
