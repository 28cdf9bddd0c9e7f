using System.Collections.Concurrent;

namespace Steward.Server.EmbeddedPostgres;

/// <summary>Passes what PostgreSQL says to the server's log, and listens for it to be ready.</summary>
internal sealed class PostgresLog(ILogger logger)
{
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> last = [];

    public Task Ready => ready.Task;

    public string Tail => string.Join('\n', last);

    public void Write(string line)
    {
        last.Enqueue(line);
        if (last.Count > 20)
            last.TryDequeue(out _);

        logger.Log(LevelOf(line), "PostgreSQL: {Line}", line);
        if (line.Contains("database system is ready to accept connections", StringComparison.Ordinal))
            ready.TrySetResult();
    }

    private static LogLevel LevelOf(string line) =>
        line.Split(':')[0] switch
        {
            "PANIC" => LogLevel.Critical,
            "FATAL" or "WARNING" => LogLevel.Warning,
            _ => LogLevel.Debug,
        };
}
