using System.CommandLine;

namespace Steward.Server.Cli;

/// <summary>The options of every verb that calls a running server.</summary>
internal sealed class ClientOptions
{
    private const string DefaultUrl = "http://127.0.0.1:8080";

    private readonly Option<string?> url = new("--url")
    {
        Description = $"Where Steward is (default: STEWARD_URL, else {DefaultUrl}).",
        Recursive = true,
    };
    private readonly Option<string?> token = new("--token")
    {
        Description = "The token, or API key (default: STEWARD_TOKEN, where no list of processes shows it).",
    };
    private readonly Option<bool> json = new("--json") { Description = "Print the server's answer as it is, in JSON." };

    public void AddTo(Command command, bool withToken = true, bool withJson = true)
    {
        command.Add(url);
        if (withToken)
            command.Add(token);
        if (withJson)
            command.Add(json);
    }

    public bool Json(ParseResult parsed) => parsed.GetValue(json);

    /// <summary>A client of that server, or null: the address is none; then that has been told.</summary>
    public ApiClient? Client(ParseResult parsed)
    {
        var given = parsed.GetValue(url) ?? Environment.GetEnvironmentVariable("STEWARD_URL") ?? DefaultUrl;
        if (Uri.TryCreate(given, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return new(
                address,
                parsed.GetResult(token) is not null
                    ? parsed.GetValue(token)
                    : Environment.GetEnvironmentVariable("STEWARD_TOKEN")
            );
        parsed.InvocationConfiguration.Error.WriteLine(
            $"'{given}' is not the address of a server. Give one as {DefaultUrl}, in --url or STEWARD_URL."
        );
        return null;
    }

    /// <summary>Runs what calls the server, and makes an exit code of what comes of it.</summary>
    public async Task<int> Run(ParseResult parsed, Func<ApiClient, Task<int>> call)
    {
        using var client = Client(parsed);
        if (client is null)
            return ExitCode.Configuration;
        try
        {
            return await call(client);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(
                $"Steward cannot be reached at {client.Address}: {e.Message} Is it running? STEWARD_URL says where it is."
            );
            return ExitCode.Unreachable;
        }
    }
}
