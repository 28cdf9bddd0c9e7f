using System.CommandLine;

namespace Steward.Server.Cli;

/// <summary><c>steward health</c>: how a running server is, and everything it depends on.</summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        var client = new ClientOptions();
        var command = new Command("health", "Tells whether a running server, and everything it depends on, is well.");
        client.AddTo(command, withToken: false);
        command.SetAction(
            (parsed, ct) =>
                client.Run(
                    parsed,
                    async api =>
                    {
                        var answer = await api.Send("GET", "health", null, [], ct);
                        var output = parsed.InvocationConfiguration.Output;
                        if (client.Json(parsed))
                            await output.WriteLineAsync(answer.Text);
                        else if (answer.Status is 200 or 503)
                            Plain.Write(output, answer.Json);
                        else
                            await parsed.InvocationConfiguration.Error.WriteLineAsync(answer.Problem());
                        return answer.IsDone ? ExitCode.Done : ExitCode.Refused;
                    }
                )
        );
        return command;
    }
}
