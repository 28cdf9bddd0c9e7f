using System.CommandLine;

namespace Steward.Server.Cli;

/// <summary><c>steward chat</c>: a conversation, line by line.</summary>
internal static class ChatCommand
{
    public static Command Create()
    {
        var client = new ClientOptions();
        var agent = AskCommand.AgentOption();
        var email = new Option<string?>("--email")
        {
            Description =
                "Sign in as this person, for as long as it takes; the password is read from standard input. Else the token counts.",
        };
        var command = new Command(
            "chat",
            "Talks with an agent, line by line, and asks you about what needs your approval."
        )
        {
            agent,
            email,
        };
        client.AddTo(command, withJson: false);
        command.SetAction(
            (parsed, ct) =>
                client.Run(
                    parsed,
                    async api =>
                    {
                        var session = new PersonSession(api, parsed.InvocationConfiguration.Error);
                        if (
                            parsed.GetValue(email) is { } person
                            && !await session.SignIn(person, Password.Read(parsed), ct)
                        )
                            return ExitCode.Refused;
                        var output = parsed.InvocationConfiguration.Output;
                        var isTerminal = !Console.IsInputRedirected && !Console.IsOutputRedirected;
                        var talk = new Talk(api, Console.In, output, parsed.GetValue(agent), isTerminal)
                        {
                            Renew = session.Renew,
                        };
                        var exit = await talk.Go(ct);
                        await session.End();
                        return exit;
                    }
                )
        );
        return command;
    }
}
