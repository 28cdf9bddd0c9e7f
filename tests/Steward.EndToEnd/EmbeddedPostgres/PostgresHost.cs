using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Steward.EndToEnd.EmbeddedPostgres;

/// <summary>The program Steward.PostgresHost, run by this user or by an ordinary one.</summary>
internal sealed class PostgresHost : IDisposable
{
    private static readonly string[] AsNobody = ["--reuid=nobody", "--regid=nogroup", "--clear-groups"];

    private readonly Process process;

    public PostgresHost(bool ordinaryUser, params string[] arguments)
    {
        var start = ordinaryUser
            ? new ProcessStartInfo("setpriv", [.. AsNobody, Program, .. arguments])
            : new ProcessStartInfo(Program, arguments);
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(RuntimeEnvironment.GetRuntimeDirectory() + "../../..");
        process = Process.Start(start)!;
    }

    // From its own folder: here it is made to count covered lines, in a file that an ordinary user cannot write.
    private static string Program { get; } =
        Path.GetFullPath(
            Path.Combine(
                AppContext.BaseDirectory,
                "../../Steward.PostgresHost",
                new DirectoryInfo(AppContext.BaseDirectory).Name,
                "Steward.PostgresHost"
            )
        );

    /// <summary>Only root can act as another user, who must be able to reach the program (not in /root).</summary>
    public static void SkipUnlessOrdinaryUserCanRun()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can act as another user.");
        using var test = Process.Start("setpriv", [.. AsNobody, "test", "-x", Program]);
        test.WaitForExit();
        Assert.SkipUnless(test.ExitCode == 0, "The folders above the program are closed to others.");
    }

    public async Task<string> Line() => await process.StandardOutput.ReadLineAsync() ?? "";

    /// <summary>What it prints once its PostgreSQL runs; anything else tells why it does not.</summary>
    public async Task<string> ConnectionString()
    {
        var line = await Line();
        Assert.StartsWith("Host=", line);
        return line;
    }

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
