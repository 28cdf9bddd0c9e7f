namespace Steward.Server.EmbeddedPostgres;

/// <summary>A private PostgreSQL in a data folder, reached over a Unix socket only. It ends with this process.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly FileStream folderLock;
    private readonly PreviousRun record;
    private readonly PostgresAddress address;
    private readonly ChildProcess process;

    private PostgresServer(FileStream folderLock, PreviousRun record, PostgresAddress address, ChildProcess process)
    {
        this.folderLock = folderLock;
        this.record = record;
        this.address = address;
        this.process = process;
    }

    /// <summary>For migrations: the role that owns the database.</summary>
    public string OwnerConnectionString => address.OwnerConnectionString;

    /// <summary>For the server: a role that owns nothing and is held by row security.</summary>
    public string ServerConnectionString => address.ServerConnectionString;

    /// <summary>Completes when PostgreSQL has ended, which without a call of DisposeAsync is a fault.</summary>
    public Task Exited => process.Exited;

    /// <summary>The address of a PostgreSQL that a running server has started in the folder, for commands beside it.</summary>
    public static PostgresAddress? Running(string dataFolder) =>
        new PreviousRun(dataFolder).Address is { } address && File.Exists(PostgresSocket.File(address))
            ? address
            : null;

    public static Task<PostgresServer> Start(
        PostgresBinaries binaries,
        string dataFolder,
        ILogger logger,
        CancellationToken ct
    ) => Start(binaries, dataFolder, new PostgresOptions(), logger, ct);

    public static async Task<PostgresServer> Start(
        PostgresBinaries binaries,
        string dataFolder,
        PostgresOptions options,
        ILogger logger,
        CancellationToken ct
    )
    {
        dataFolder = Path.GetFullPath(dataFolder);
        var folderLock = DataFolderLock.Take(dataFolder);
        try
        {
            var record = new PreviousRun(dataFolder);
            await record.CleanUp(Patience, ct);
            var account = await PostgresAccount.For(dataFolder, ct);
            binaries = await ReachableBinaries.For(account, binaries, ct);
            var cluster = new PostgresCluster(dataFolder, binaries, account);
            await cluster.Prepare(options, ct);

            var address = await PostgresSocket.Create(account, ct);
            record.Record(address);
            var log = new PostgresLog(logger);
            var process = await Launch(account, binaries, cluster, address, options, log);
            var postgres = new PostgresServer(folderLock, record, address, process);
            await postgres.Ready(log, ct);
            return postgres;
        }
        catch
        {
            await folderLock.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Fast: roll back what is open, write a checkpoint. Immediate: recover at the next start. Then without asking.
        foreach (var signal in new[] { Posix.Interrupt, Posix.Quit, Posix.KillNow })
        {
            process.Signal(signal);
            await Task.WhenAny(Exited, Task.Delay(Patience));
            if (Exited.IsCompleted)
                break;
        }
        PostgresSocket.Remove(address);
        record.Forget();
        await folderLock.DisposeAsync();
    }

    private static Task<ChildProcess> Launch(
        PostgresAccount account,
        PostgresBinaries binaries,
        PostgresCluster cluster,
        PostgresAddress address,
        PostgresOptions options,
        PostgresLog log
    )
    {
        var settings = options.Settings(binaries.Major).Concat(PostgresSocket.Settings(address));
        var command = account.Command(
            binaries.Postgres,
            cluster.Folder,
            path => ["-D", path, .. settings.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" })]
        );
        return ChildProcess.Start(command, "", log.Write);
    }

    private async Task Ready(PostgresLog log, CancellationToken ct)
    {
        try
        {
            await Task.WhenAny(log.Ready, Exited).WaitAsync(ct);
            if (!log.Ready.IsCompleted)
                throw new EmbeddedPostgresException($"PostgreSQL did not start:\n{log.Tail}");
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }
}
