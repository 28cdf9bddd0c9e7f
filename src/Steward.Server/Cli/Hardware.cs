using System.Diagnostics;
using System.Globalization;
using Steward.Server.EmbeddedPostgres;

namespace Steward.Server.Cli;

/// <summary>What a model of one's own would run on.</summary>
/// <param name="Cores">As many as this process may use.</param>
/// <param name="Memory">In bytes; what this process may use, in a container its limit.</param>
/// <param name="Gpus">None where nvidia-smi is not there, or finds none.</param>
internal sealed record Hardware(int Cores, long Memory, IReadOnlyList<Gpu> Gpus)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<Hardware> Here(CancellationToken ct) =>
        new(Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, await FindGpus(ct));

    private static async Task<IReadOnlyList<Gpu>> FindGpus(CancellationToken ct)
    {
        if (!Programs.OnPath("nvidia-smi", out var program))
            return [];
        var start = new ProcessStartInfo(program, ["--query-gpu=name,memory.total", "--format=csv,noheader,nounits"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        using var process = Process.Start(start);
        if (process is null)
            return [];
        try
        {
            var lines = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? Gpu.Read(lines) : [];
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // A driver that hangs is none to run a model on.
            process.Kill(entireProcessTree: true);
            return [];
        }
    }
}

/// <param name="Memory">In bytes.</param>
internal sealed record Gpu(string Name, long Memory)
{
    /// <summary>Reads lines as <c>NVIDIA GeForce RTX 4090, 24564</c>, with the memory in MiB; others are passed over.</summary>
    public static IReadOnlyList<Gpu> Read(string lines) =>
        [
            .. from line in lines.Split('\n', StringSplitOptions.TrimEntries)
            let comma = line.LastIndexOf(',')
            where comma > 0
            where
                long.TryParse(
                    line.AsSpan(comma + 1),
                    NumberStyles.AllowLeadingWhite,
                    CultureInfo.InvariantCulture,
                    out var mib
                ) && mib is > 0 and < 1 << 30
            select new Gpu(
                line[..comma],
                long.Parse(line.AsSpan(comma + 1), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture) << 20
            ),
        ];
}
