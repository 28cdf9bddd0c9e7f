using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Steward.Kernel;

/// <summary>
/// Claims due jobs and runs each through the pipeline, as its user (authorized again, with no more rights than who asked for it had) or as <c>system</c>. A node that dies loses
/// its lease after a minute; a job that fails is tried again with growing pauses, at most 8 times, then kept as failed.
/// </summary>
public sealed class JobRunner(
    Pipeline pipeline,
    Catalogue catalogue,
    IServiceScopeFactory scopes,
    Wakeup wakeup,
    TimeProvider clock,
    ILogger<JobRunner> log
) : BackgroundService
{
    private const int AtOnce = 4;
    private const int SweptAtOnce = 5000;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(10);

    /// <summary>Runs what is due now; answers how many jobs that were.</summary>
    public async Task<int> RunDue(CancellationToken ct)
    {
        var claimed = await Porch("kernel.claim_jobs", ct, AtOnce);
        await Task.WhenAll(claimed.Select(row => Run(StoredJob.Read(row), ct)));
        return claimed.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var swept = DateTimeOffset.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            var seen = wakeup.Jobs.Count;
            try
            {
                while (await RunDue(stoppingToken) > 0) { }
                if (clock.GetUtcNow() - swept >= SweepEvery)
                {
                    while (await Porch("kernel.sweep", stoppingToken) is [[>= SweptAtOnce]]) { }
                    swept = clock.GetUtcNow();
                }
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it was (EF wraps a lost connection, too): jobs must go on when it is over.
                log.ClaimFailed(fault);
            }
            await wakeup.Jobs.Wait(seen, Poll, stoppingToken);
        }
    }

    private async Task Run(StoredJob job, CancellationToken ct)
    {
        var started = Telemetry.Now();
        try
        {
            var operation =
                catalogue.Find(job.Operation)
                ?? throw new InvalidOperationException($"No operation is called '{job.Operation}'.");
            await pipeline.Run(
                new()
                {
                    Operation = operation,
                    Caller = job.Caller,
                    Input = () => operation.Parse(System.Text.Encoding.UTF8.GetBytes(job.Input)),
                    JobId = job.Id,
                },
                ct
            );
            Telemetry.Job(job.Operation, Ending.Done, started);
        }
        catch (JobGoneException)
        {
            Telemetry.Job(job.Operation, Ending.Replayed, started);
        }
        catch (RefusalException refusal)
        {
            log.JobRefused(job.Operation, job.Id, refusal.Code);
            Telemetry.Job(job.Operation, Ending.Refused, started);
            var passes = refusal.Kind is RefusalKind.TooMany || refusal.Code is Pipeline.ChangedMeanwhile;
            await Porch("kernel.fail_job", ct, job.Tenant, job.Id, refusal.Code, !passes);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            log.JobFailed(fault, job.Operation, job.Id);
            Telemetry.Job(job.Operation, Ending.Failed, started);
            await Porch("kernel.fail_job", ct, job.Tenant, job.Id, fault.GetType().Name, false);
        }
    }

    private async Task<IReadOnlyList<object?[]>> Porch(
        string function,
        CancellationToken ct,
        params object?[] arguments
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Porch>().Call(function, ct, arguments);
    }
}

internal static partial class JobLog
{
    [LoggerMessage(10, LogLevel.Warning, "Due jobs could not be claimed; trying again")]
    public static partial void ClaimFailed(this ILogger log, Exception fault);

    [LoggerMessage(11, LogLevel.Warning, "Job {Operation} {JobId} was refused: {Code}")]
    public static partial void JobRefused(this ILogger log, string operation, Guid jobId, string code);

    [LoggerMessage(12, LogLevel.Error, "Job {Operation} {JobId} failed")]
    public static partial void JobFailed(this ILogger log, Exception fault, string operation, Guid jobId);
}
