using System.CommandLine;
using Steward.Server.Rest;

namespace Steward.Server.Cli;

/// <summary><c>steward ask "..."</c>: one message; the answer is printed as it comes, what was done beside it on standard error.</summary>
internal static class AskCommand
{
    public static Command Create()
    {
        var client = new ClientOptions();
        var text = new Argument<string>("text") { Description = "What to do; - reads it from standard input." };
        var agent = AgentOption();
        var command = new Command("ask", "Says something to an agent and prints what it answers.") { text, agent };
        client.AddTo(command);
        command.SetAction(
            (parsed, ct) =>
                client.Run(
                    parsed,
                    api =>
                        Ask(
                            api,
                            parsed.GetValue(text) is "-" ? Console.In.ReadToEnd() : parsed.GetValue(text)!,
                            parsed.GetValue(agent),
                            client.Json(parsed),
                            parsed.InvocationConfiguration,
                            ct
                        )
                )
        );
        return command;
    }

    public static Option<string?> AgentOption() =>
        new("--agent") { Description = "Which agent is asked (default: rules first, then steward)." };

    private static async Task<int> Ask(
        ApiClient api,
        string text,
        string? agent,
        bool json,
        InvocationConfiguration console,
        CancellationToken ct
    )
    {
        if (await Talk.Conversation(api, console.Error, ct) is not { } conversation)
            return ExitCode.Refused;
        var reader = new RunReader(api);
        var printer = json
            ? new RunPrinter(TextWriter.Null, TextWriter.Null, isTerminal: false)
            : new RunPrinter(console.Output, console.Error, isTerminal: false);
        var isWaiting = false;
        try
        {
            var refused = await reader.Read(
                $"{RestApi.Root[1..]}/conversations/{conversation}/messages",
                new { text, agent },
                (name, data) =>
                {
                    isWaiting = name is "waiting";
                    if (isWaiting)
                        foreach (var id in data.GetProperty("approval_ids").EnumerateArray())
                            printer.Note($"This waits for approval {id}. {ApprovalQuestion.HowTo(id.GetGuid())}");
                    else
                        printer.Print(name, data);
                    return Task.FromResult(!isWaiting);
                },
                ct
            );
            printer.EndLine();
            if (refused is not null)
            {
                await console.Error.WriteLineAsync(json ? refused.Text : refused.Problem());
                return ExitCode.Refused;
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await reader.Cancel();
            return ExitCode.Refused;
        }
        if (json)
            await console.Output.WriteLineAsync(
                (await api.Send("GET", $"{RestApi.Root[1..]}/runs/{reader.Run}", null, [], ct)).Text
            );
        return printer.State is "done" && !isWaiting ? ExitCode.Done : ExitCode.Refused;
    }
}
