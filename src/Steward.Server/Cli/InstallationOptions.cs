using System.CommandLine;
using Steward.Server.Configuration;

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
}
