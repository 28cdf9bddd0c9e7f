using System.Diagnostics;

namespace Steward.Server.EmbeddedPostgres;

internal static class Programs
{
    public static bool OnPath(string name, out string path)
    {
        var folders =
            Environment.GetEnvironmentVariable("PATH")?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? [];
        path = folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) ?? "";
        return path != "";
    }

    public static Task<string> Run(string program, string[] arguments, CancellationToken ct) =>
        Run(new ProcessStartInfo(program, arguments), "", ct);

    /// <summary>Runs a program to its end and answers with what it printed.</summary>
    public static async Task<string> Run(ProcessStartInfo start, string input, CancellationToken ct)
    {
        var lines = new List<string>();
        var child = await ChildProcess.Start(start, input, line => Add(lines, line));
        var code = await child.Exited.WaitAsync(ct);
        var output = string.Join('\n', lines);
        return code == 0
            ? output
            : throw new EmbeddedPostgresException(
                $"{start.FileName} {string.Join(' ', start.ArgumentList)}:\n{output}"
            );
    }

    // Output and errors arrive on two threads.
    private static void Add(List<string> lines, string line)
    {
        lock (lines)
            lines.Add(line);
    }
}
