namespace Steward.Server.EmbeddedPostgres;

internal sealed record PostgresOptions
{
    /// <summary>False only where the data may be lost with the machine, as in tests.</summary>
    public bool Durable { get; init; } = true;

    public int MaxConnections { get; init; } = 100;

    public static PostgresOptions Throwaway { get; } = new() { Durable = false, MaxConnections = 200 };

    internal IEnumerable<KeyValuePair<string, string>> Settings(int major)
    {
        yield return new("listen_addresses", "");
        yield return new("max_connections", $"{MaxConnections}");
        yield return new("shared_buffers", "128MB");
        yield return new("timezone", "UTC");
        yield return new("jit", "off");
        yield return new("max_logical_replication_workers", "0");

        // The default keeps three worker processes waiting, which a small machine has no use for.
        if (major >= 18)
            yield return new("io_method", "sync");

        // Messages of statements carry people's data; what an operator needs are the server's own.
        yield return new("log_min_messages", "log");
        yield return new("log_line_prefix", "");
        yield return new("log_checkpoints", "off");
        yield return new("lc_messages", "C");

        if (Durable)
            yield break;
        yield return new("fsync", "off");
        yield return new("full_page_writes", "off");
        yield return new("synchronous_commit", "off");
    }
}
