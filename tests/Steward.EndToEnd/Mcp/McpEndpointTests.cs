using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Steward.EndToEnd.Mcp;

/// <summary>What the endpoint does with requests that are not as they should be.</summary>
public sealed class McpEndpointTests : IAsyncLifetime
{
    private const string Meta = """
        "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}
        """;

    private readonly HttpClient http = new();
    private ConformanceHost host = null!;

    public async ValueTask InitializeAsync() => host = await ConformanceHost.Start();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("", -32700)]
    [InlineData("{", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","method":"tools/list"}""", -32700)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"\ud800"}""", -32700)]
    [InlineData("7", -32600)]
    [InlineData("null", -32600)]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"ping"}]""", -32600)]
    [InlineData("""{"id":1,"method":"ping"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"ping"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"ping"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"ping"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":7}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}""", -32600)]
    public async Task A_body_that_is_no_message_is_400_with_a_JSON_RPC_error(string body, int code)
    {
        var (status, answer) = await Post(body);

        Assert.Equal((HttpStatusCode.BadRequest, code), (status, (int)answer!["error"]!["code"]!));
    }

    [Fact]
    public async Task A_message_nested_too_deep_is_refused()
    {
        var (status, _) = await Post(new string('[', 100_000));

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_413()
    {
        var (status, _) = await Post(new string(' ', 40 << 20), ("Expect", "100-continue"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Host", "evil.example", HttpStatusCode.BadRequest)]
    [InlineData("Accept", "application/json", HttpStatusCode.NotAcceptable)]
    [InlineData("Content-Type", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("MCP-Protocol-Version", "1999-01-01", HttpStatusCode.BadRequest)]
    public async Task A_request_from_elsewhere_or_of_another_kind_is_refused(
        string header,
        string value,
        HttpStatusCode expected
    )
    {
        var (status, _) = await Post("""{"jsonrpc":"2.0","id":1,"method":"ping"}""", (header, value));

        Assert.Equal(expected, status);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task There_is_no_stream_to_get_and_no_session_to_delete(string method)
    {
        using var answer = await http.SendAsync(new HttpRequestMessage(new HttpMethod(method), host.Address));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["POST"], answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_notification_is_accepted_without_an_answer()
    {
        var (status, answer) = await Post("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Null(answer);
    }

    [Fact]
    public async Task A_header_that_contradicts_the_body_is_refused_and_one_in_base64_is_read()
    {
        const string Call = $$$"""
            {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"test_simple_text",{{{Meta}}}}}
            """;
        var version = ("MCP-Protocol-Version", "2026-07-28");

        var (wrong, refusal) = await Post(Call, version, ("Mcp-Method", "tools/call"), ("Mcp-Name", "other"));
        var encoded = $"=?base64?{Convert.ToBase64String("test_simple_text"u8)}?=";
        var (right, answer) = await Post(Call, version, ("Mcp-Method", "tools/call"), ("Mcp-Name", encoded));

        Assert.Equal((HttpStatusCode.BadRequest, -32020), (wrong, (int)refusal!["error"]!["code"]!));
        Assert.Equal((HttpStatusCode.OK, "complete"), (right, (string?)answer!["result"]!["resultType"]));
    }

    private async Task<(HttpStatusCode, JsonNode?)> Post(string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, host.Address)
        {
            Content = new StringContent(body, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        foreach (var (name, value) in headers)
            if (name == "Content-Type")
                request.Content.Headers.ContentType = new(value);
            else
            {
                request.Headers.Remove(name);
                request.Headers.TryAddWithoutValidation(name, value);
            }
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text) : null);
    }
}
