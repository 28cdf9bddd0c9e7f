using System.Globalization;

namespace Steward.Bench;

/// <summary>Processor time as Linux counts it, in microseconds. Unlike requests per second, it hardly feels what else the machine does.</summary>
internal static class ProcessorTime
{
    private const double Tick = 10_000;

    public static double Of(int process) => Fields(process) is { } fields ? Sum(fields, 11, 12) : 0;

    /// <summary>The process with its children, also those that have ended.</summary>
    public static double OfTree(int process) =>
        (Fields(process) is { } own ? Sum(own, 11, 14) : 0)
        + Directory
            .EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Select(id => id > 0 ? Fields(id) : null)
            .OfType<string[]>()
            .Where(fields => fields[1] == process.ToString(CultureInfo.InvariantCulture))
            .Sum(fields => Sum(fields, 11, 14));

    /// <summary>Of <c>/proc/ID/stat</c>, from the state on: what stands behind the name.</summary>
    private static string[]? Fields(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static double Sum(string[] fields, int first, int last) =>
        fields[first..(last + 1)].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)) * Tick;
}
