using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Steward.Kernel;

/// <summary>
/// After a 404 has been sent: does the id belong to another tenant? Asked outside the request, so that the answer's time tells
/// nothing, and told to the log only. It may take a tenth of the time of one connection: on a large installation each asking costs.
/// </summary>
public sealed class ForeignIds(IServiceScopeFactory scopes, ILogger<ForeignIds> log) : BackgroundService
{
    private readonly Channel<(Caller Caller, string Entity, Guid Id)> asked = Channel.CreateBounded<(
        Caller,
        string,
        Guid
    )>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite });

    internal void Ask(Caller caller, RefusalException refusal)
    {
        if (refusal.Params.GetValueOrDefault("id") is Guid id && refusal.Params["entity"] is string entity)
            asked.Writer.TryWrite((caller, entity, id));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (caller, entity, id) in asked.Reader.ReadAllAsync(stoppingToken))
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var schema = scope.ServiceProvider.GetRequiredService<Entities>().Of(entity).Schema;
                var rows = await scope
                    .ServiceProvider.GetRequiredService<Porch>()
                    .Call("kernel.stands_elsewhere", stoppingToken, schema, entity, caller.Tenant, id);
                if (rows is [[true]])
                    log.ForeignId(entity, id, caller.Tenant, caller.User, caller.CorrelationId);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.NotAsked(fault);
            }
            await Task.Delay(9 * Stopwatch.GetElapsedTime(started), stoppingToken);
        }
    }
}

internal static partial class ForeignIdLog
{
    [LoggerMessage(
        30,
        LogLevel.Warning,
        "A {Entity} of another tenant was asked for: {Id} by tenant {TenantId}, user {UserId}, {CorrelationId}"
    )]
    public static partial void ForeignId(
        this ILogger log,
        string entity,
        Guid id,
        TenantId tenantId,
        UserId userId,
        string correlationId
    );

    [LoggerMessage(31, LogLevel.Debug, "Whose id it was could not be asked")]
    public static partial void NotAsked(this ILogger log, Exception fault);
}
