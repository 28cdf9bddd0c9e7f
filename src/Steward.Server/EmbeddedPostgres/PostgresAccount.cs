using System.Diagnostics;
using System.Globalization;

namespace Steward.Server.EmbeddedPostgres;

/// <summary>
/// The account that PostgreSQL runs under: the server's own, or, because PostgreSQL refuses to run as root, nobody's.
/// </summary>
internal sealed class PostgresAccount
{
    private const string OpenFolder = "/proc/self/fd/9";
    private readonly (int User, int Group)? lesser;

    private PostgresAccount((int, int)? lesser) => this.lesser = lesser;

    /// <summary>For root: whoever owns the data folder, or nobody.</summary>
    public static async Task<PostgresAccount> For(string dataFolder, CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess)
            return new PostgresAccount(null);
        foreach (var folder in new[] { Path.Combine(dataFolder, "postgres"), dataFolder })
        {
            if (Directory.Exists(folder) && await Owner(folder, ct) is (not 0, _) owner)
                return new PostgresAccount(owner);
        }
        return new PostgresAccount(Nobody());
    }

    public bool IsLesser => lesser is not null;

    /// <summary>A command on PostgreSQL's data folder, under this account, that ends with this process.</summary>
    /// <param name="arguments">Is given the folder's path as the program will see it.</param>
    public ProcessStartInfo Command(string program, string folder, Func<string, IEnumerable<string>> arguments)
    {
        // Nobody may be unable to walk to the folder (/root is closed), so root opens it and hands it over open.
        string[] opened = IsLesser ? ["/bin/sh", "-c", "exec 9<\"$0\" && exec \"$@\"", folder] : [];
        string[] words = [.. opened, .. Wrapper(), program, .. arguments(IsLesser ? OpenFolder : folder)];
        var start = new ProcessStartInfo(words[0], words[1..]) { WorkingDirectory = "/" };

        // Not the server's environment: it may hold secrets, and PG* variables change what PostgreSQL does.
        var path = Environment.GetEnvironmentVariable("PATH");
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["LC_ALL"] = "C";
        start.Environment["TZ"] = "UTC";
        return start;
    }

    /// <summary>Hands a folder and all in it to the account; nothing is done when it owns the folder already.</summary>
    public async Task Own(string folder, CancellationToken ct)
    {
        if (lesser is var (user, group) && (await Owner(folder, ct)).User != user)
            await Programs.Run("chown", ["-R", "-h", $"{user}:{group}", folder], ct);
    }

    /// <summary>Hands a folder to the account, while this process's group keeps its rights to it.</summary>
    public async Task Share(string folder, CancellationToken ct)
    {
        if (lesser is var (user, _))
            await Programs.Run("chown", ["-R", "-h", $"{user}:0", folder], ct);
    }

    private IEnumerable<string> Wrapper()
    {
        if (!Programs.OnPath("setpriv", out var setpriv))
            return IsLesser
                ? throw new EmbeddedPostgresException(
                    "Install util-linux (setpriv), or start Steward as an ordinary user."
                )
                : [];

        // A session of its own: Ctrl-C in the terminal is for Steward, which stops PostgreSQL when it is done with it.
        string[] session = Programs.OnPath("setsid", out var setsid) ? [setsid] : [];
        string[] user = lesser is var (id, group) ? [$"--reuid={id}", $"--regid={group}", "--clear-groups"] : [];
        return [.. session, setpriv, .. user, "--no-new-privs", "--pdeathsig=INT"];
    }

    private static async Task<(int User, int Group)> Owner(string folder, CancellationToken ct)
    {
        var ids = (await Programs.Run("stat", ["-c", "%u:%g", folder], ct)).Split(':');
        return (int.Parse(ids[0], CultureInfo.InvariantCulture), int.Parse(ids[1], CultureInfo.InvariantCulture));
    }

    private static (int, int) Nobody()
    {
        var entry = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(e => e[0] == "nobody");
        return entry is [_, _, var user, var group, ..]
            ? (int.Parse(user, CultureInfo.InvariantCulture), int.Parse(group, CultureInfo.InvariantCulture))
            : throw new EmbeddedPostgresException("There is no account nobody to run PostgreSQL; it refuses root.");
    }
}
