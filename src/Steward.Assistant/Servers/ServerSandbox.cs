using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Steward.Assistant;

/// <summary>
/// Starts programs of the catalogue so that they reach their own folder and nothing else: another user, namespaces of their own, no rights, few
/// resources. Where the machine does not allow that, none is started.
/// </summary>
internal sealed class ServerSandbox(OutsideOptions options, TimeProvider time, ILogger<ServerSandbox> log) : IDisposable
{
    /// <summary>Users that nobody is; PostgreSQL may run as nobody, who is somebody then.</summary>
    private const int FirstUser = 61184;
    private const int Users = 4336;

    /// <summary>In bytes, of one file.</summary>
    private const long LongestFile = 64L << 20;
    private const string Path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly string[] Needed = ["chroot", "env", "mount", "prlimit", "setpriv", "sh", "unshare"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TriedAgain = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim trying = new(1);
    private string? problem = "";
    private DateTimeOffset triedAt;

    public async Task<ServerProcess> Start(CatalogueEntry entry, TenantId tenant, Guid server, CancellationToken ct)
    {
        if (await Problem(ct) is { } problem)
            throw OutsideFault.Unsent($"is not started, because this machine allows no sandbox: {problem}", false);
        var folder = Own(System.IO.Path.Combine(options.Folder, $"{tenant.Value:N}", $"{server:N}"));
        var lines = 0;
        return await ServerProcess.Start(
            Command(entry, folder, User(tenant, server)),
            said =>
            {
                if (Interlocked.Increment(ref lines) <= 100)
                    log.Said(entry.Name, said);
            }
        );
    }

    /// <summary>Why no program can be started here; null: it can. It is tried out, when it is asked first.</summary>
    public async Task<string?> Problem(CancellationToken ct)
    {
        await trying.WaitAsync(ct);
        try
        {
            if (problem is null || (problem.Length > 0 && time.GetUtcNow() - triedAt < TriedAgain))
                return problem;
            problem = await TryOut(ct);
            triedAt = time.GetUtcNow();
            if (problem is not null)
                log.NoSandbox(problem);
            return problem;
        }
        finally
        {
            trying.Release();
        }
    }

    private async Task<string?> TryOut(CancellationToken ct)
    {
        if (!OperatingSystem.IsLinux())
            return "it is not Linux.";
        if (Array.Find(Needed, program => Find(program) is null) is { } missing)
            return $"{missing} is missing (util-linux, coreutils).";
        var folder = Own(System.IO.Path.Combine(options.Folder, "trial"));
        var words = "";
        await using var trial = await ServerProcess.Start(
            Command(new("trial", "true"), folder, FirstUser),
            said => words = OutsideFault.Short(words + said)
        );
        await Task.WhenAny(trial.Exited, Task.Delay(Patience, ct));
        return trial.Exited is { IsCompletedSuccessfully: true } ended && await ended == 0
            ? null
            : $"{words.Trim()} (namespaces may be forbidden in this container)";
    }

    private static ProcessStartInfo Command(CatalogueEntry entry, string folder, int user)
    {
        var (root, files) = (Own(System.IO.Path.Combine(folder, "root")), Own(System.IO.Path.Combine(folder, "files")));
        var isRoot = Environment.IsPrivilegedProcess;
        var id = user.ToString(CultureInfo.InvariantCulture);
        string[] words =
        [
            Find("setpriv")!,
            // Who stays behind in the outer world ends with the thread that has started it, and all within ends with that.
            "--pdeathsig=KILL",
            "unshare",
            .. isRoot ? Array.Empty<string>() : ["--user", "--map-root-user"],
            .. entry.HasNetwork ? Array.Empty<string>() : ["--net"],
            "--pid",
            "--mount",
            "--ipc",
            "--uts",
            "--fork",
            "--kill-child=KILL",
            "sh",
            "-c",
            SandboxScript.Text,
            "steward",
            root,
            files,
            isRoot ? id : "-",
            .. SandboxScript.System,
            .. entry.Folders,
            "--",
            "setpriv",
            .. isRoot ? [$"--reuid={id}", $"--regid={id}", "--clear-groups"] : Array.Empty<string>(),
            "--bounding-set=-all",
            "--inh-caps=-all",
            "--no-new-privs",
            "--pdeathsig=KILL",
            "prlimit",
            // Not the address space, of which node reserves far more than it uses.
            $"--data={(long)entry.Memory << 20}",
            $"--nproc={entry.Processes}",
            $"--fsize={LongestFile}",
            "--nofile=256",
            "--core=0",
            "env",
            "-C",
            SandboxScript.Folder,
            entry.Command,
            .. entry.Arguments.Select(Placed),
        ];
        var start = new ProcessStartInfo(words[0], words[1..]) { WorkingDirectory = "/" };
        start.Environment.Clear();
        start.Environment["PATH"] = Path;
        start.Environment["HOME"] = SandboxScript.Folder;
        start.Environment["LANG"] = "C.UTF-8";
        foreach (var (name, value) in entry.Environment)
            start.Environment[name] = Placed(value);
        return start;
    }

    /// <summary>Where a program lies that is named without a path; null: nowhere.</summary>
    public static string? Find(string program) =>
        System.IO.Path.IsPathRooted(program)
            ? File.Exists(program)
                ? program
                : null
            : Path.Split(':').Select(folder => System.IO.Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>A folder that only this process's user may look into.</summary>
    private static string Own(string folder) =>
        OperatingSystem.IsWindows()
            ? throw new PlatformNotSupportedException()
            : Directory.CreateDirectory(System.IO.Path.GetFullPath(folder), OwnerOnly).FullName;

    public void Dispose() => trying.Dispose();

    private static string Placed(string text) =>
        text.Replace(CatalogueEntry.FolderMark, SandboxScript.Folder, StringComparison.Ordinal);

    private static int User(TenantId tenant, Guid server)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData([.. tenant.Value.ToByteArray(), .. server.ToByteArray()], hash);
        return FirstUser + (int)(BitConverter.ToUInt32(hash) % Users);
    }
}
