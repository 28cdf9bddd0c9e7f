using System.CommandLine;
using Steward.Server.Rest;

namespace Steward.Server.Cli;

/// <summary><c>steward token</c>: signs in and prints a token, for STEWARD_TOKEN; or makes an API key, which lasts.</summary>
internal static class TokenCommand
{
    public static Command Create()
    {
        var client = new ClientOptions();
        var email = new Option<string>("--email") { Description = "Who signs in.", Required = true };
        var apiKey = new Option<string?>("--api-key")
        {
            Description = "Make an API key of this name instead of a token that ends after minutes.",
            HelpName = "name",
        };
        var scopes = new Option<string[]>("--scope")
        {
            Description = "What the API key may do; may be given again.",
            DefaultValueFactory = _ => ["read:*", "write:*", Scopes.ReadAudit],
            AllowMultipleArgumentsPerToken = true,
        };
        var days = new Option<int>("--days")
        {
            Description = "How long the API key lasts.",
            DefaultValueFactory = _ => 90,
        };
        var command = new Command("token", "Signs in and prints a token. The password is read from standard input.")
        {
            email,
            apiKey,
            scopes,
            days,
        };
        client.AddTo(command, withToken: false);
        command.SetAction(
            (parsed, ct) =>
                client.Run(
                    parsed,
                    async api =>
                    {
                        var signedIn = await api.Post(
                            RestApi.Root[1..] + "/auth/sign_in",
                            new { email = parsed.GetValue(email), password = Password.Read(parsed) },
                            ct
                        );
                        if (!signedIn.IsDone || parsed.GetValue(apiKey) is not { } name)
                            return Print(parsed, client, signedIn, "access_token");
                        var token = signedIn.Json.GetProperty("access_token").GetString();
                        using var session = new ApiClient(api.Address, token);
                        var made = await session.Post(
                            RestApi.Root[1..] + "/api_keys",
                            new
                            {
                                name,
                                scopes = parsed.GetValue(scopes),
                                expires_at = TimeProvider.System.GetUtcNow().AddDays(parsed.GetValue(days)),
                            },
                            ct
                        );
                        // The session was for this only.
                        await session.Post(RestApi.Root[1..] + "/auth/sign_out", new { }, ct);
                        return Print(parsed, client, made, "key");
                    }
                )
        );
        return command;
    }

    private static int Print(ParseResult parsed, ClientOptions client, ApiAnswer answer, string secret)
    {
        if (!answer.IsDone)
        {
            parsed.InvocationConfiguration.Error.WriteLine(client.Json(parsed) ? answer.Text : answer.Problem());
            return ExitCode.Refused;
        }
        parsed.InvocationConfiguration.Output.WriteLine(
            client.Json(parsed) ? answer.Text : answer.Json.GetProperty(secret).GetString()
        );
        return ExitCode.Done;
    }
}
