using System.Text.Json;
using System.Text.Json.Nodes;

namespace Steward.EndToEnd.Mcp;

/// <summary>Clients that others wrote, against the endpoint: over HTTP, and over standard input and output.</summary>
[Trait("Category", "Slow")]
public sealed class ForeignClientTests : IAsyncLifetime
{
    private ConformanceHost host = null!;

    public async ValueTask InitializeAsync() => host = await ConformanceHost.Start();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private object OverHttp => new { url = host.Address };
    private object OverStdio => ForeignClients.Bridge(host.Address, "no token is asked for");

    [Theory]
    [InlineData("sdk", false)]
    [InlineData("sdk", true)]
    [InlineData("sdk-2", false)]
    [InlineData("sdk-2", true)]
    public async Task The_TypeScript_SDK_lists_calls_and_hears_of_errors(string generation, bool overStdio)
    {
        var got = await ForeignClients.Sdk(
            generation,
            overStdio ? OverStdio : OverHttp,
            new { name = "test_simple_text" },
            new { name = "test_error_handling" },
            new { name = "test_tool_with_progress" },
            new { name = "no_such_tool" }
        );

        Assert.Equal("conformance", (string?)got["server"]!["name"]);
        Assert.Equal(generation == "sdk-2" ? "2026-07-28" : null, (string?)got["version"]);
        Assert.Contains("test_simple_text", got["tools"]!.AsArray().Select(tool => (string?)tool));
        Assert.Contains("simple text", (string?)got["answers"]![0]!["content"]![0]!["text"]);
        Assert.True((bool)got["answers"]![1]!["isError"]!);
        Assert.Equal("No progress was asked for.", (string?)got["answers"]![2]!["content"]![0]!["text"]);
        Assert.Contains("no_such_tool", got["answers"]![3]!.ToJsonString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_Inspector_lists_and_calls(bool overStdio)
    {
        string[] target = overStdio
            ? [.. ForeignClients.BridgeCommand(host.Address, "none")]
            : [host.Address.ToString(), "--transport", "http"];

        var list = await ForeignClients.Run(ForeignClients.Inspector, ["--cli", .. target, "--method", "tools/list"]);
        var call = await ForeignClients.Run(
            ForeignClients.Inspector,
            ["--cli", .. target, "--method", "tools/call", "--tool-name", "test_simple_text"]
        );

        Assert.Contains("test_simple_text", list.Output);
        Assert.True(call.ExitCode == 0, call.Output);
        Assert.Contains("simple text", JsonNode.Parse(call.Output)!["content"]![0]!["text"]!.GetValue<string>());
    }
}
