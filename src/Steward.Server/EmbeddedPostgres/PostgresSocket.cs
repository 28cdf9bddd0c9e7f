using System.Security.Cryptography;

namespace Steward.Server.EmbeddedPostgres;

/// <summary>
/// The folder of the Unix socket, and who may come in. It stands in /tmp because a socket's path has at most 107 bytes;
/// only the two accounts involved may enter, and PostgreSQL asks the operating system who connects (peer).
/// </summary>
internal static class PostgresSocket
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static async Task<PostgresAddress> Create(PostgresAccount account, CancellationToken ct)
    {
        // Its name is not to be guessed, or another user could take it first.
        var folder = "/tmp/steward-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        Directory.CreateDirectory(folder, account.IsLesser ? Private | UnixFileMode.GroupExecute : Private);
        await System.IO.File.WriteAllTextAsync(Rules(folder), "local all all peer map=steward\n", ct);
        await System.IO.File.WriteAllLinesAsync(People(folder), Map(Environment.UserName), ct);
        await account.Share(folder, ct);
        return new PostgresAddress(folder);
    }

    public static IEnumerable<KeyValuePair<string, string>> Settings(PostgresAddress address) =>
        [
            new("unix_socket_directories", address.SocketFolder),
            new("hba_file", Rules(address.SocketFolder)),
            new("ident_file", People(address.SocketFolder)),
        ];

    public static void Remove(PostgresAddress address)
    {
        if (Directory.Exists(address.SocketFolder))
            Directory.Delete(address.SocketFolder, recursive: true);
    }

    private static IEnumerable<string> Map(string user) =>
        new[] { PostgresAddress.Superuser, PostgresAddress.Owner, PostgresAddress.Server }.Select(role =>
            $"steward \"{user}\" {role}"
        );

    public static string File(PostgresAddress address) => Path.Combine(address.SocketFolder, ".s.PGSQL.5432");

    private static string Rules(string folder) => Path.Combine(folder, "pg_hba.conf");

    private static string People(string folder) => Path.Combine(folder, "pg_ident.conf");
}
