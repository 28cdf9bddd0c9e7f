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

    public static PostgresAccount Current { get; } = new(Environment.IsPrivilegedProcess ? Nobody() : null);

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
        if (lesser is not var (user, group))
            return;
        var owner = await Tool("stat", ["-c", "%u", folder], ct);
        if (owner != user.ToString(CultureInfo.InvariantCulture))
            await Tool("chown", ["-R", "-h", $"{user}:{group}", folder], ct);
    }

    /// <summary>Hands a folder to the account, while this process's group keeps its rights to it.</summary>
    public async Task Share(string folder, CancellationToken ct)
    {
        if (lesser is var (user, _))
            await Tool("chown", ["-R", "-h", $"{user}:0", folder], ct);
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

    private static async Task<string> Tool(string program, string[] arguments, CancellationToken ct)
    {
        var lines = new List<string>();
        var child = await ChildProcess.Start(new ProcessStartInfo(program, arguments), "", lines.Add);
        var code = await child.Exited.WaitAsync(ct);
        var output = string.Join('\n', lines);
        return code == 0 ? output : throw new EmbeddedPostgresException($"{program} failed: {output}");
    }

    private static (int, int) Nobody()
    {
        var entry = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(e => e[0] == "nobody");
        return entry is [_, _, var user, var group, ..]
            ? (int.Parse(user, CultureInfo.InvariantCulture), int.Parse(group, CultureInfo.InvariantCulture))
            : throw new EmbeddedPostgresException("There is no account nobody to run PostgreSQL; it refuses root.");
    }
}
