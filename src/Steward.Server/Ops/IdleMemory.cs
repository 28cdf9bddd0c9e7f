using System.Runtime.InteropServices;

namespace Steward.Server.Ops;

/// <summary>
/// Gives back what a burst of work has left behind, once nothing is being done: neither the collector nor malloc does so by
/// itself while nobody allocates, and a household's server idles most of the day on a small machine.
/// </summary>
internal sealed class IdleMemory(TimeProvider time) : BackgroundService
{
    private const long Idle = 1 << 20;
    private const long Worth = 4 << 20;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var (before, atTrim) = (0L, 0L);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var allocated = GC.GetTotalAllocatedBytes();
            if (allocated - before < Idle && allocated - atTrim > Worth)
            {
                Trim();
                atTrim = allocated;
            }
            before = allocated;
        }
    }

    private static void Trim()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        try
        {
            _ = MallocTrim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Only glibc has it.
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallocTrim(nint pad);
}
