using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Steward.EndToEnd.EmbeddedPostgres;

/// <summary>The program Steward.PostgresHost, run by this user or by an ordinary one.</summary>
internal sealed class PostgresHost : IDisposable
{
    private readonly Process process;

    public PostgresHost(bool ordinaryUser, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Steward.PostgresHost");
        var start = ordinaryUser
            ? new ProcessStartInfo(
                "setpriv",
                ["--reuid=nobody", "--regid=nogroup", "--clear-groups", program, .. arguments]
            )
            : new ProcessStartInfo(program, arguments);
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(RuntimeEnvironment.GetRuntimeDirectory() + "../../..");
        process = Process.Start(start)!;
    }

    public async Task<string> Line() => await process.StandardOutput.ReadLineAsync() ?? "";

    public async Task<int> Ended()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>As `kill -9`: the program can do nothing more.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>The running programs in whose command line the text stands.</summary>
    public static int[] Running(string text) =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(folder =>
                    int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0
                )
                .Where(id => id > 0 && CommandLine(id).Contains(text, StringComparison.Ordinal)),
        ];

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }

    private static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
