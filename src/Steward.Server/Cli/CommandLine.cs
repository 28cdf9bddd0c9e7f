using System.CommandLine;

namespace Steward.Server.Cli;

/// <summary>
/// <c>steward</c>: a handful of verbs that act on the installation, two that talk with agents, and one for each operation, which is a client of a running server
/// like any other.
/// </summary>
internal static class CommandLine
{
    public static async Task<int> Run(string[] args, InvocationConfiguration invocation)
    {
        var root = new RootCommand("Steward: work on real things, with people and AI agents, through one guarded door.")
        {
            ServeCommand.Create(),
            MigrateCommand.Create(),
            UserCommand.Create(),
            TokenCommand.Create(),
            McpCommand.Create(),
            AskCommand.Create(),
            ChatCommand.Create(),
            HealthCommand.Create(),
            DoctorCommand.Create(),
        };
        // The catalogue is found by reflection: a server that starts does not wait for verbs it is not asked for.
        if (!root.Subcommands.Any(command => command.Name == args.FirstOrDefault()))
            OperationCommands.AddTo(root);

        // A text may well begin with @: it is no file to be read.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var exit = await parsed.InvokeAsync(invocation);
        return parsed.Errors.Count > 0 ? ExitCode.Usage : exit;
    }
}

/// <summary>Those above 2 are of sysexits.h.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The server, or the installation, has refused.</summary>
    public const int Refused = 1;
    public const int Usage = 2;
    public const int Unreachable = 69;
    public const int Configuration = Steward.Server.Configuration.ConfigurationException.ExitCode;
}
