using System.CommandLine;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Steward.Server.Configuration;
using Steward.Server.EmbeddedPostgres;
using Steward.Server.Hosting;
using Steward.Server.Ops;

namespace Steward.Server.Cli;

/// <summary>The options of every verb that acts on the installation itself.</summary>
internal sealed class InstallationOptions
{
    private readonly Option<string?> data = new("--data") { Description = "The data folder (default: ./data)." };
    private readonly Option<string?> config = new("--config")
    {
        Description = "The file with settings (default: steward.json in the data folder, if it is there).",
    };
    private readonly Option<string?> port = new("--port")
    {
        Description = "The port to listen on; 0 takes any free one.",
    };

    public void AddTo(Command command, bool listens)
    {
        command.Add(data);
        command.Add(config);
        if (listens)
            command.Add(port);
    }

    /// <summary>The options, or null when they are wrong; then the faults have been told.</summary>
    public StewardOptions? Read(ParseResult parsed, TextWriter errors)
    {
        try
        {
            return OptionsReader.Read(
                new(parsed.GetValue(data), parsed.GetValue(port), parsed.GetValue(config)),
                Environment.GetEnvironmentVariables()
            );
        }
        catch (ConfigurationException e)
        {
            errors.WriteLine(
                e.Faults.Count == 1
                    ? "Steward's settings hold a fault:"
                    : $"Steward's settings hold {e.Faults.Count} faults:"
            );
            foreach (var fault in e.Faults)
                errors.WriteLine("  " + fault);
            return null;
        }
    }

    /// <summary>Does something with the installation's database, and makes an exit code of what comes of it.</summary>
    public async Task<int> Work(
        ParseResult parsed,
        Func<StewardDatabase, ILoggerFactory, Task<int>> work,
        CancellationToken ct
    )
    {
        var errors = parsed.InvocationConfiguration.Error;
        if (Read(parsed, errors) is not { } options)
            return ExitCode.Configuration;
        try
        {
            await using var database = await StewardDatabase.Open(options, NullLoggerFactory.Instance, ct);
            return await work(database, NullLoggerFactory.Instance);
        }
        catch (RefusalException refusal)
        {
            await errors.WriteLineAsync(refusal.Message);
            return ExitCode.Refused;
        }
        catch (Exception e)
            when (e
                    is EmbeddedPostgresException
                        or MigrationException
                        or IOException
                        or InvalidDataException
                        or Npgsql.NpgsqlException
            )
        {
            await errors.WriteLineAsync(Redaction.Clean(e.Message));
            return ExitCode.Refused;
        }
    }
}
