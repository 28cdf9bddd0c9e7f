using System.Globalization;
using System.Security.Cryptography;

namespace Steward.Server.EmbeddedPostgres;

/// <summary>PostgreSQL's own files, in the folder <c>postgres</c> of the data folder.</summary>
internal sealed class PostgresCluster(string dataFolder, PostgresBinaries binaries, PostgresAccount account)
{
    private const string Unfinished = "postgres.new-";

    public string Folder { get; } = Path.Combine(dataFolder, "postgres");

    public static int? MajorIn(string dataFolder)
    {
        var file = Path.Combine(dataFolder, "postgres", "PG_VERSION");
        try
        {
            return int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException error)
        {
            throw new EmbeddedPostgresException($"{file} belongs to another user: start Steward as that user.", error);
        }
        catch (FormatException error)
        {
            throw new EmbeddedPostgresException($"{file} is damaged: restore the data folder from a backup.", error);
        }
    }

    public async Task Prepare(PostgresOptions options, CancellationToken ct)
    {
        if (!Directory.Exists(Folder))
            await Initialise(options, ct);

        var major = MajorIn(dataFolder) ?? throw new EmbeddedPostgresException($"{Folder} holds no PostgreSQL data.");
        if (major != binaries.Major)
            throw new EmbeddedPostgresException(
                $"{Folder} was written by PostgreSQL {major}, but {binaries.Folder} holds PostgreSQL {binaries.Major}. "
                    + $"Install PostgreSQL {major}, or restore a backup into a new data folder."
            );
        await account.Own(Folder, ct);
    }

    // The folder gets its name when all in it is complete, so that one that exists is one that can be started.
    private async Task Initialise(PostgresOptions options, CancellationToken ct)
    {
        var folder = Path.Combine(dataFolder, Unfinished + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)));
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await account.Own(folder, ct);

        string[] sync = options.Durable ? [] : ["--no-sync"];
        string[] locale =
            binaries.Major >= 17 ? ["--locale-provider=builtin", "--locale=C.UTF-8"] : ["--locale=C.UTF-8"];
        await Run(
            binaries.InitDb,
            folder,
            "",
            path => ["-D", path, "-U", PostgresAddress.Superuser, "-A", "peer", "--encoding=UTF8", .. locale, .. sync],
            ct
        );
        await Run(binaries.Postgres, folder, Roles, path => ["--single", "-D", path, PostgresAddress.Superuser], ct);

        Directory.Move(folder, Folder);
        foreach (var leftover in Directory.GetDirectories(dataFolder, Unfinished + "*"))
            Directory.Delete(leftover, recursive: true);
    }

    // The single-user mode takes one statement a line.
    private const string Roles = $"""
        CREATE ROLE {PostgresAddress.Owner} LOGIN
        CREATE ROLE {PostgresAddress.Server} LOGIN
        CREATE DATABASE {PostgresAddress.Database} OWNER {PostgresAddress.Owner}
        REVOKE ALL ON DATABASE {PostgresAddress.Database} FROM PUBLIC
        GRANT CONNECT ON DATABASE {PostgresAddress.Database} TO {PostgresAddress.Server}

        """;

    private async Task Run(
        string program,
        string folder,
        string input,
        Func<string, IEnumerable<string>> arguments,
        CancellationToken ct
    )
    {
        var output = await Programs.Run(account.Command(program, folder, arguments), input, ct);

        // The single-user mode goes on after an error.
        if (output.Contains("ERROR:", StringComparison.Ordinal))
            throw new EmbeddedPostgresException($"{Path.GetFileName(program)} failed in {folder}:\n{output}");
    }
}
