using System.Diagnostics;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Steward.EndToEnd.EmbeddedPostgres;
using Steward.EndToEnd.Server;

namespace Steward.EndToEnd;

/// <summary>What the README tells to type works as it stands there, but for the port.</summary>
public sealed partial class ReadmeTests
{
    private const string Address = "http://127.0.0.1:8080";
    private const string ListTools = """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""";

    private static readonly string Readme = File.ReadAllText(PathOf("README.md"));
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_first_minute_works_as_written()
    {
        using var folder = new TemporaryFolder();
        await using var steward = await RunningSteward.Start(folder.Path);

        var answers = await Type(steward, string.Join('\n', Blocks("sh")));

        var key = (string)answers[^1]["key"]!;
        answers = answers[..^1];
        Assert.Equal(["task", "preview", "changes", "undone", "task"], answers.Select(Kind));
        Assert.Equal(1, (int)answers[1]["result"]!["priority"]!);
        Assert.Equal("update_task", (string)answers[2]["items"]![0]!["operation"]!);
        Assert.Equal(4, (int)answers[^1]["priority"]!);

        var clients = Blocks("json").Select(block => JsonNode.Parse(block)!["mcpServers"]!["steward"]!).ToList();
        Assert.Contains("add_task", await OverHttp(Filled(clients[0], steward, key)), StringComparison.Ordinal);
        Assert.Contains(
            "add_task",
            await OverStdio(Filled(clients[1], steward, key), steward),
            StringComparison.Ordinal
        );
    }

    private static string Kind(JsonNode answer) =>
        answer["preview"] is not null ? "preview"
        : answer["items"] is not null ? "changes"
        : answer["change_ids"] is not null ? "undone"
        : "task";

    /// <summary>Each answer that curl shows; a failure of any curl ends it.</summary>
    private static async Task<List<JsonNode>> Type(RunningSteward steward, string commands)
    {
        const string Strictly = """
            set -euo pipefail
            curl() { command curl --fail-with-body "$@"; echo >&2; }

            """;
        var script = Strictly + commands.Replace(Address, AddressOf(steward), StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-c", script]);
        var (exitCode, output, errors) = await Run(start, "");
        Assert.True(exitCode == 0, output + errors);
        return [.. JsonTexts(output).Select(text => JsonNode.Parse(text)!)];
    }

    /// <summary>Answers stand one behind the other, without anything between them.</summary>
    private static IEnumerable<string> JsonTexts(string output)
    {
        for (var rest = output.Trim(); rest.Length > 0; )
        {
            var first = FirstOf(rest);
            yield return first;
            rest = rest[first.Length..].TrimStart();
        }
    }

    private static string FirstOf(string texts)
    {
        var bytes = Encoding.UTF8.GetBytes(texts);
        var reader = new Utf8JsonReader(bytes, new() { AllowMultipleValues = true });
        reader.Read();
        reader.Skip();
        return Encoding.UTF8.GetString(bytes, 0, (int)reader.BytesConsumed);
    }

    private static async Task<string> OverHttp(JsonNode client)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, (string)client["url"]!)
        {
            Content = new StringContent(ListTools, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in client["headers"]!.AsObject())
            request.Headers.Add(name, (string)value!);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        var response = await http.SendAsync(request, Ct);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Ct);
    }

    private static async Task<string> OverStdio(JsonNode client, RunningSteward steward)
    {
        Assert.Equal("/path/to/steward/bin/run", (string)client["command"]!);
        var arguments = client["args"]!.AsArray().Select(argument => (string)argument!);
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "steward"), arguments);
        foreach (var (name, value) in client["env"]!.AsObject())
            start.Environment[name] = (string)value!;
        start.Environment["STEWARD_URL"] = AddressOf(steward);
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(RuntimeEnvironment.GetRuntimeDirectory() + "../../..");
        var (_, output, errors) = await Run(start, ListTools + "\n");
        return output + errors;
    }

    private static async Task<(int ExitCode, string Output, string Errors)> Run(ProcessStartInfo start, string input)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await errors);
    }

    private static JsonNode Filled(JsonNode client, RunningSteward steward, string key) =>
        JsonNode.Parse(
            client
                .ToJsonString()
                .Replace("stw_...", key, StringComparison.Ordinal)
                .Replace(Address, AddressOf(steward), StringComparison.Ordinal)
        )!;

    private static string AddressOf(RunningSteward steward) => steward.Client.BaseAddress!.ToString().TrimEnd('/');

    private static IEnumerable<string> Blocks(string language) =>
        Fence()
            .Matches(Readme)
            .Where(block => block.Groups[1].Value == language)
            .Select(block => block.Groups[2].Value);

    private static string PathOf(string file, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../..", file);

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
