using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Steward.Kernel;

/// <summary>One step of the schema: <c>NNNN_name.sql</c> and the way back, <c>NNNN_name.down.sql</c>.</summary>
/// <param name="InTransaction">False where the file's first line is <c>-- no transaction</c> (CREATE INDEX CONCURRENTLY); there each
/// statement ends with its line.</param>
public sealed record Migration(int Version, string Name, string Up, string Down, bool InTransaction)
{
    /// <summary>Those that are built in, in order.</summary>
    public static IReadOnlyList<Migration> BuiltIn { get; } = Load();

    internal string Checksum =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Up.ReplaceLineEndings("\n"))));

    private static List<Migration> Load()
    {
        var assembly = typeof(Migration).Assembly;
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(name =>
                    name.StartsWith("migrations/", StringComparison.Ordinal)
                    && !name.EndsWith(".down.sql", StringComparison.Ordinal)
                )
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    var up = Text(name);
                    var file = name["migrations/".Length..^".sql".Length];
                    return new Migration(
                        int.Parse(file[..4], System.Globalization.CultureInfo.InvariantCulture),
                        file,
                        up,
                        Text($"migrations/{file}.down.sql"),
                        !up.StartsWith("-- no transaction", StringComparison.Ordinal)
                    );
                }),
        ];

        string Text(string name)
        {
            using var stream =
                assembly.GetManifestResourceStream(name)
                ?? throw new InvalidOperationException($"There is no {name}: no way back.");
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }
}

/// <summary>
/// Brings the schema forward and back, as the owner, under a lock, so that many servers may start at once.
/// </summary>
public sealed class Migrator(string ownerConnectionString, string serverRole, ILogger log)
{
    private const long Lock = 0x5354_4557_4152_44;

    private const string Table =
        "CREATE TABLE IF NOT EXISTS public.steward_migration "
        + "(version integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())";

    /// <summary>Applies what is missing; answers how many that were. Throws if an applied file has changed since.</summary>
    public Task<int> Up(CancellationToken ct) => Up(Migration.BuiltIn, ct);

    internal async Task<int> Up(IReadOnlyList<Migration> migrations, CancellationToken ct)
    {
        await using var connection = await Locked(ct);
        var applied = await Applied(connection, ct);
        CheckKnown(applied, migrations);
        var missing = migrations.Where(migration => !applied.ContainsKey(migration.Version)).ToList();
        foreach (var migration in missing)
        {
            log.Migrating(migration.Name);
            await Run(connection, migration.Up, migration.InTransaction, Record(migration), ct);
        }
        return missing.Count;
    }

    /// <summary>Takes the newest <paramref name="count"/> migrations back; answers how many that were.</summary>
    public Task<int> Down(int count, CancellationToken ct) => Down(count, Migration.BuiltIn, ct);

    internal async Task<int> Down(int count, IReadOnlyList<Migration> migrations, CancellationToken ct)
    {
        await using var connection = await Locked(ct);
        var applied = await Applied(connection, ct);
        CheckKnown(applied, migrations);
        var back = migrations.Where(migration => applied.ContainsKey(migration.Version)).Reverse().Take(count).ToList();
        foreach (var migration in back)
        {
            log.TakingBack(migration.Name);
            await Run(
                connection,
                migration.Down,
                migration.InTransaction,
                new("DELETE FROM public.steward_migration WHERE version = $1")
                {
                    Parameters = { new() { Value = migration.Version } },
                },
                ct
            );
        }
        return back.Count;
    }

    /// <summary>The migrations that the database lacks.</summary>
    public static async Task<IReadOnlyList<string>> Missing(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT version FROM public.steward_migration", connection);
        var applied = new HashSet<int>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            applied.Add(reader.GetInt32(0));
        return
        [
            .. Migration
                .BuiltIn.Where(migration => !applied.Contains(migration.Version))
                .Select(migration => migration.Name),
        ];
    }

    private static void CheckKnown(Dictionary<int, string> applied, IReadOnlyList<Migration> migrations)
    {
        foreach (var (version, checksum) in applied)
        {
            var file = migrations.FirstOrDefault(migration => migration.Version == version);
            if (file is null)
                throw new MigrationException(
                    $"The database has migration {version}, which this server does not know. Start a newer server."
                );
            if (file.Checksum != checksum)
                throw new MigrationException(
                    $"Migration {file.Name} was changed after it was applied. Restore the file; write a new one."
                );
        }
    }

    private async Task<NpgsqlConnection> Locked(CancellationToken ct)
    {
        // Its own connection, not pooled: the lock goes with it. It has a name, because else the metrics would show its
        // connection string.
        var builder = new NpgsqlDataSourceBuilder(ownerConnectionString) { Name = "owner" };
        builder.ConnectionStringBuilder.Pooling = false;
        await using var source = builder.Build();
        var connection = await source.OpenConnectionAsync(ct);
        await Execute(connection, $"SELECT pg_advisory_lock({Lock})", ct);
        await Execute(connection, Table, ct);
        await Execute(connection, Fill("GRANT SELECT ON public.steward_migration TO {{server}}"), ct);
        return connection;
    }

    private static async Task<Dictionary<int, string>> Applied(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT version, checksum FROM public.steward_migration ORDER BY version",
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(ct);
        var applied = new Dictionary<int, string>();
        while (await reader.ReadAsync(ct))
            applied[reader.GetInt32(0)] = reader.GetString(1);
        return applied;
    }

    private async Task Run(
        NpgsqlConnection connection,
        string sql,
        bool inTransaction,
        NpgsqlCommand note,
        CancellationToken ct
    )
    {
        await using var transaction = inTransaction ? await connection.BeginTransactionAsync(ct) : null;
        // Without a transaction each statement goes alone, since PostgreSQL takes one message as one transaction.
        foreach (var part in inTransaction ? [sql] : sql.ReplaceLineEndings("\n").Split(";\n"))
            await Execute(connection, Fill(part), ct);
        note.Connection = connection;
        await note.ExecuteNonQueryAsync(ct);
        await note.DisposeAsync();
        if (transaction is not null)
            await transaction.CommitAsync(ct);
    }

    private static NpgsqlCommand Record(Migration migration) =>
        new("INSERT INTO public.steward_migration (version, name, checksum) VALUES ($1, $2, $3)")
        {
            Parameters =
            {
                new() { Value = migration.Version },
                new() { Value = migration.Name },
                new() { Value = migration.Checksum },
            },
        };

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    private string Fill(string sql) => sql.Replace("{{server}}", '"' + serverRole.Replace("\"", "\"\"") + '"');
}

public sealed class MigrationException(string message) : Exception(message);

internal static partial class MigratorLog
{
    [LoggerMessage(40, LogLevel.Information, "Applying migration {Name}")]
    public static partial void Migrating(this ILogger log, string name);

    [LoggerMessage(41, LogLevel.Information, "Taking back migration {Name}")]
    public static partial void TakingBack(this ILogger log, string name);
}
