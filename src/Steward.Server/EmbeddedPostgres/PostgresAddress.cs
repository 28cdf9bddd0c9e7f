using Npgsql;

namespace Steward.Server.EmbeddedPostgres;

/// <summary>Where a private PostgreSQL listens.</summary>
internal sealed record PostgresAddress(string SocketFolder)
{
    public const string Database = "steward";
    public const string Owner = "steward_owner";
    public const string Server = "steward_server";
    public const string Superuser = "postgres";

    public string OwnerConnectionString => As(Owner);
    public string ServerConnectionString => As(Server);

    private string As(string role) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = SocketFolder,
            Database = Database,
            Username = role,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;
}
