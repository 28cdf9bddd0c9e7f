using System.CommandLine;
using Microsoft.Extensions.Logging;
using Steward.Server.Configuration;
using Steward.Server.Demo;
using Steward.Server.EmbeddedPostgres;
using Steward.Server.Hosting;
using Steward.Server.Ops;

namespace Steward.Server.Cli;

/// <summary><c>steward serve</c>: settings, database, migrations, server; and the same way back.</summary>
internal static partial class ServeCommand
{
    /// <summary>Requests get 15 s to end, PostgreSQL what is left.</summary>
    public static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(15);

    public static Command Create()
    {
        var installation = new InstallationOptions();
        var command = new Command(
            "serve",
            "Starts the server, and its own PostgreSQL unless the settings name another."
        );
        installation.AddTo(command, listens: true);
        var demo = new Option<bool>("--demo")
        {
            Description = "Loads a demonstration household into a new data folder.",
        };
        command.Add(demo);
        command.SetAction(
            async (parsed, ct) =>
                installation.Read(parsed, parsed.InvocationConfiguration.Error) is { } options
                    ? await Serve(options, parsed.GetValue(demo), parsed.InvocationConfiguration.Error, ct)
                    : ConfigurationException.ExitCode
        );
        return command;
    }

    private static async Task<int> Serve(StewardOptions options, bool demo, TextWriter errors, CancellationToken ct)
    {
        using var output = new LogOutput(Console.OpenStandardOutput());
        using var logs = LoggerFactory.Create(logging => logging.AddLogs(options, output));
        var logger = logs.CreateLogger(typeof(ServeCommand));
        AppDomain.CurrentDomain.UnhandledException += (_, e) => Crash(logger, output, e.ExceptionObject as Exception);
        try
        {
            await using var database = await StewardDatabase.Open(options, logs, ct);
            // Side by side: the one waits for PostgreSQL, the other does not.
            var preparing = Task.Run(() => database.Prepare(logs, ct), ct);
            await using var app = StewardApp.Build(options, output, database);
            await preparing;
            await app.StartAsync(ct);
            if (demo)
                foreach (var line in await app.Services.GetRequiredService<Demonstration>().Load(ct))
                    output.WriteLine(line);
            foreach (var line in StewardApp.Lines(app, options))
                output.WriteLine(line);
            // What only the start has needed goes back to the system.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

            var reason = await Stop(app, database, ct);
            if (reason is not null)
                EndsByItself(logger, reason);
            using var limit = new CancellationTokenSource(LongestDrain);
            await app.StopAsync(limit.Token);
            return reason is null ? 0 : 1;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception e)
            when (e
                    is EmbeddedPostgresException
                        or MigrationException
                        or IOException
                        or UnauthorizedAccessException
                        or InvalidDataException
                        or Npgsql.NpgsqlException
            )
        {
            await errors.WriteLineAsync("Steward cannot start: " + Redaction.Clean(e.Message));
            return 1;
        }
    }

    /// <returns>Null if the operator ended it, else what did.</returns>
    private static async Task<string?> Stop(WebApplication app, StewardDatabase database, CancellationToken ct)
    {
        var failed = new TaskCompletionSource();
        using var registration = app.Lifetime.ApplicationStopping.Register(failed.SetResult);
        var first = await Task.WhenAny(Task.Delay(Timeout.Infinite, ct), database.Lost, failed.Task);
        if (ct.IsCancellationRequested)
            return null;
        return first == database.Lost ? "PostgreSQL has ended" : "a part of it has failed";
    }

    private static void Crash(ILogger logger, LogOutput output, Exception? exception)
    {
        Crashed(logger, exception);
        output.Dispose();
    }

    [LoggerMessage(EventName = "ends_by_itself", Level = LogLevel.Critical, Message = "Steward ends: {Reason}")]
    private static partial void EndsByItself(ILogger logger, string reason);

    [LoggerMessage(EventName = "crashed", Level = LogLevel.Critical, Message = "Steward has crashed")]
    private static partial void Crashed(ILogger logger, Exception? exception);
}
