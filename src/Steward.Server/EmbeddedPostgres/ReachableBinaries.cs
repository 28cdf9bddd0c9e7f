using System.Security.Cryptography;

namespace Steward.Server.EmbeddedPostgres;

/// <summary>
/// Binaries that the account can run. Those beside a program in a closed folder (/root) are copied, once a version, to
/// where it can.
/// </summary>
internal static class ReachableBinaries
{
    private const string Cache = "/var/cache/steward";

    public static async Task<PostgresBinaries> For(
        PostgresAccount account,
        PostgresBinaries binaries,
        CancellationToken ct
    )
    {
        if (!account.IsLesser || await CanRun(account, binaries, ct))
            return binaries;

        var copy = Path.Combine(Cache, await NameOf(binaries, ct));
        if (!Directory.Exists(copy))
            await Copy(Path.GetDirectoryName(binaries.Folder)!, copy, ct);
        return binaries with { Folder = Path.Combine(copy, "bin") };
    }

    private static async Task<bool> CanRun(PostgresAccount account, PostgresBinaries binaries, CancellationToken ct)
    {
        var child = await ChildProcess.Start(
            account.Command(binaries.Postgres, "/", _ => ["--version"]),
            "",
            static _ => { }
        );
        return await child.Exited.WaitAsync(ct) == 0;
    }

    // By content: a package that is installed again needs no other copy.
    private static async Task<string> NameOf(PostgresBinaries binaries, CancellationToken ct)
    {
        await using var program = File.OpenRead(binaries.Postgres);
        var hash = await SHA256.HashDataAsync(program, ct);
        return $"postgresql-{binaries.Major}-{Convert.ToHexStringLower(hash)[..16]}";
    }

    private static async Task Copy(string installation, string copy, CancellationToken ct)
    {
        if (!Directory.Exists(Path.Combine(installation, "share")))
            throw new EmbeddedPostgresException(
                $"{installation} cannot be reached by the account that PostgreSQL runs under. Open the folders above it."
            );
        Directory.CreateDirectory(Cache);
        var unfinished = copy + "." + Path.GetRandomFileName();
        await Programs.Run("chmod", ["a+rx", Cache], ct);
        await Programs.Run("cp", ["-a", installation, unfinished], ct);
        await Programs.Run("chmod", ["-R", "a+rX", unfinished], ct);
        try
        {
            Directory.Move(unfinished, copy);
        }
        catch (IOException) when (Directory.Exists(copy))
        {
            // Another Steward was faster.
            Directory.Delete(unfinished, recursive: true);
        }
    }
}
