using System.Text.Json.Nodes;
using Steward.Server.Mcp;

namespace Steward.EndToEnd.Mcp;

public sealed class StdioBridgeTests
{
    private const string Initialize = """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"Zoë","version":"1"}}}
        """;

    [Fact]
    public async Task Requests_are_answered_line_by_line_notifications_are_not()
    {
        await using var host = await ConformanceHost.Start();

        var answers = await Bridge(
            host.Address,
            Initialize,
            """{"jsonrpc":"2.0","method":"notifications/initialized"}""",
            "",
            """{"jsonrpc":"2.0","id":"two","method":"tools/call","params":{"name":"test_simple_text"}}""",
            """{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"test_tool_with_progress","_meta":{"progressToken":"p"}}}"""
        );

        Assert.Equal(
            ["\"two\"", "1", "3"],
            answers.Select(a => a["id"]?.ToJsonString()).OfType<string>().Order(StringComparer.Ordinal)
        );
        Assert.Equal(3, answers.Count(a => (string?)a["method"] == "notifications/progress"));
        Assert.All(answers, answer => Assert.Null(answer["error"]));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}""")]
    public async Task A_line_that_is_no_message_is_an_error_and_the_bridge_goes_on(string line)
    {
        await using var host = await ConformanceHost.Start();

        var answers = await Bridge(host.Address, line, Initialize);

        Assert.Contains(answers, answer => (int?)answer["error"]?["code"] == -32700);
        Assert.Contains(answers, answer => answer["result"] is not null);
    }

    [Fact]
    public async Task Each_request_to_a_server_that_is_away_gets_an_error()
    {
        var away = await ConformanceHost.Start();
        var address = away.Address;
        await away.DisposeAsync();

        var answers = await Bridge(address, Initialize, """{"jsonrpc":"2.0","id":2,"method":"ping"}""");

        Assert.Equal([1, 2], answers.Select(answer => (int)answer["id"]!).Order());
        Assert.All(answers, answer => Assert.Contains("cannot be reached", (string?)answer["error"]!["message"]));
    }

    private static async Task<List<JsonNode>> Bridge(Uri endpoint, params string[] lines)
    {
        using var http = new HttpClient();
        using var output = new StringWriter();
        using var input = new StringReader(string.Join('\n', lines));
        await new StdioBridge(http, endpoint, () => null, input, output).Run(TestContext.Current.CancellationToken);
        return
        [
            .. output
                .ToString()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!),
        ];
    }
}
