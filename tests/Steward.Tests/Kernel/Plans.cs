using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Steward.Tests.Kernel;

/// <summary>Hears what auto_explain tells the client of each statement, with the rows that it has touched.</summary>
internal sealed partial class Plans : ILoggerProvider, ILogger, IAsyncDisposable
{
    private readonly LoggerFactory loggers = new();

    public Plans() => loggers.AddProvider(this);

    public ConcurrentQueue<string> Seen { get; } = [];

    /// <summary>Connections of the server's role whose every statement is explained.</summary>
    public async Task<NpgsqlDataSource> Source(TestSteward steward)
    {
        await using (
            var superuser = new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder(steward.OwnerConnectionString)
                {
                    Username = "postgres",
                }.ConnectionString
            )
        )
        {
            await superuser.OpenAsync();
            foreach (
                var setting in new[]
                {
                    "session_preload_libraries = 'auto_explain'",
                    "auto_explain.log_min_duration = 0",
                    "auto_explain.log_nested_statements = on",
                    "auto_explain.log_level = 'notice'",
                    "auto_explain.log_analyze = on",
                    "auto_explain.log_timing = off",
                }
            )
            {
                await using var alter = new NpgsqlCommand(
                    "LOAD 'auto_explain'; " + $"ALTER ROLE steward_server SET {setting}",
                    superuser
                );
                await alter.ExecuteNonQueryAsync();
            }
        }
        return new NpgsqlDataSourceBuilder(
            new NpgsqlConnectionStringBuilder(steward.ServerConnectionString)
            {
                ApplicationName = "plans",
                // As the server has it: a plan that is kept must be good for other values too.
                MaxAutoPrepare = 100,
                Options = "-c plan_cache_mode=force_generic_plan",
            }.ConnectionString
        ).UseLoggerFactory(loggers).Build();
    }

    /// <summary>How many rows the scans of a plan have looked at, those that they dropped too.</summary>
    public static long Touched(string plan)
    {
        var (touched, loops) = (0.0, 0.0);
        foreach (var line in plan.Split('\n'))
            if (Scan().Match(line) is { Success: true } scan)
                touched += Number(scan, 1) * (loops = Number(scan, 2));
            else if (Removed().Match(line) is { Success: true } removed)
                touched += Number(removed, 1) * loops;
        return (long)touched;

        static double Number(Match match, int group) =>
            double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Scan .*\(actual rows=([0-9.]+) loops=([0-9.]+)\)")]
    private static partial Regex Scan();

    [GeneratedRegex("Rows Removed by (?:Filter|Index Recheck): ([0-9]+)")]
    private static partial Regex Removed();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        var text = formatter(state, exception);
        if (text.Contains("Query Text:"))
            Seen.Enqueue(text);
    }

    public void Dispose() { }

    public ValueTask DisposeAsync()
    {
        loggers.Dispose();
        return ValueTask.CompletedTask;
    }
}
