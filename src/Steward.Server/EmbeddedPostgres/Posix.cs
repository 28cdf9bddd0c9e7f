using System.Runtime.InteropServices;

namespace Steward.Server.EmbeddedPostgres;

internal static class Posix
{
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int KillNow = 9;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Kill(int process, int signal);
}
