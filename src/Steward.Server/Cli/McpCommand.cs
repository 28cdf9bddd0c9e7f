using System.CommandLine;
using System.Text;
using Steward.Server.Mcp;

namespace Steward.Server.Cli;

/// <summary><c>steward mcp</c>: for MCP clients that start a program and speak with it over standard input and output.</summary>
internal static class McpCommand
{
    private const string DefaultUrl = "http://127.0.0.1:8080";

    public static Command Create()
    {
        var url = new Option<string?>("--url")
        {
            Description = $"Where Steward is (default: STEWARD_URL, else {DefaultUrl}).",
        };
        var tokenFile = new Option<string?>("--token-file")
        {
            Description = "The file that holds the token (default: the token in STEWARD_TOKEN).",
        };
        var command = new Command("mcp", "Connects an MCP client over standard input and output to a running server.")
        {
            url,
            tokenFile,
        };
        command.SetAction(
            (parsed, ct) =>
                Connect(
                    parsed.GetValue(url) ?? Environment.GetEnvironmentVariable("STEWARD_URL") ?? DefaultUrl,
                    parsed.GetValue(tokenFile),
                    parsed.InvocationConfiguration.Error,
                    ct
                )
        );
        return command;
    }

    private static async Task<int> Connect(string url, string? tokenFile, TextWriter errors, CancellationToken ct)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            await errors.WriteLineAsync($"'{url}' is not the address of a server. Give one as {DefaultUrl}.");
            return 2;
        }

        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var input = new StreamReader(Console.OpenStandardInput(), utf8);
        await using var output = new StreamWriter(Console.OpenStandardOutput(), utf8);
        try
        {
            await new StdioBridge(http, Endpoint(address), () => Token(tokenFile), input, output).Run(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Whoever started us has ended us.
        }
        return 0;
    }

    private static Uri Endpoint(Uri address) => address.AbsolutePath is "/" ? new Uri(address, "/mcp") : address;

    private static string? Token(string? file) =>
        file is null ? Environment.GetEnvironmentVariable("STEWARD_TOKEN") : File.ReadAllText(file).Trim();
}
