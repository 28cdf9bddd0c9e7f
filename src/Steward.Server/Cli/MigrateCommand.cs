using System.CommandLine;
using Microsoft.Extensions.Logging;
using Steward.Server.Hosting;

namespace Steward.Server.Cli;

/// <summary><c>steward migrate</c>: brings the database's schema to this version, or some steps back.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var installation = new InstallationOptions();
        var down = new Option<int>("--down")
        {
            Description = "Take the newest migrations back, so many; what they added is lost.",
            HelpName = "count",
        };
        down.Validators.Add(given =>
        {
            if (given.Tokens is [var count] && (!int.TryParse(count.Value, out var number) || number < 1))
                given.AddError("--down takes a number of migrations, 1 or more.");
        });
        var command = new Command(
            "migrate",
            "Brings the database's schema to this version. The server does it as it starts."
        )
        {
            down,
        };
        installation.AddTo(command, listens: false);
        command.SetAction(
            (parsed, ct) =>
                installation.Work(
                    parsed,
                    async (database, logs) =>
                    {
                        var migrator = database.Migrator(logs);
                        var count = parsed.GetValue(down);
                        var done = count > 0 ? await migrator.Down(count, ct) : await migrator.Up(ct);
                        await parsed.InvocationConfiguration.Output.WriteLineAsync(
                            done == 0 ? "Nothing to do."
                            : count > 0 ? $"Took {done} migration(s) back."
                            : $"Applied {done} migration(s)."
                        );
                        return ExitCode.Done;
                    },
                    ct
                )
        );
        return command;
    }
}
