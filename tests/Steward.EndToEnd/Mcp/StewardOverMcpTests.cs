using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Steward.EndToEnd.EmbeddedPostgres;
using Steward.EndToEnd.Server;

namespace Steward.EndToEnd.Mcp;

/// <summary>A server in which Ana has signed up.</summary>
public sealed class StewardOfAna : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private RunningSteward steward = null!;

    public string Token { get; private set; } = "";
    internal Uri Endpoint => new(Client.BaseAddress!, "mcp");
    internal HttpClient Client => steward.Client;

    public async ValueTask InitializeAsync()
    {
        steward = await RunningSteward.Start(folder.Path);
        using var signedUp = await Client.PostAsJsonAsync(
            "api/v1/auth/sign_up",
            new
            {
                email = "ana@example.org",
                password = "correct horse battery",
                display_name = "Ana",
                tenant_name = "Ana's household",
            }
        );
        signedUp.EnsureSuccessStatusCode();
        Token = (string)(await signedUp.Content.ReadFromJsonAsync<JsonNode>())!["access_token"]!;
    }

    public async ValueTask DisposeAsync()
    {
        await steward.DisposeAsync();
        folder.Dispose();
    }
}

/// <summary>The main job, as others' MCP clients do it with the running server.</summary>
[Trait("Category", "Slow")]
public sealed class StewardOverMcpTests(StewardOfAna steward) : IClassFixture<StewardOfAna>
{
    [Theory]
    [InlineData("sdk", false)]
    [InlineData("sdk", true)]
    [InlineData("sdk-2", false)]
    [InlineData("sdk-2", true)]
    public async Task The_TypeScript_SDK_works_on_tasks(string generation, bool overStdio)
    {
        object target = overStdio
            ? ForeignClients.Bridge(steward.Endpoint, steward.Token)
            : new { url = steward.Endpoint, token = steward.Token };
        var id = Guid.CreateVersion7();

        // The SDK holds every answer, refusals too, against the schema that the tool's list gave for it.
        var got = await ForeignClients.Sdk(
            generation,
            target,
            new { name = "add_task", arguments = new { id, title = "Pay the rent" } as object },
            new { name = "complete_task", arguments = new { task_id = id } as object },
            new { name = "get_task", arguments = new { task_id = id } as object },
            new { name = "list_tasks", arguments = new { } as object },
            new { name = "add_task", arguments = new { title = 7 } as object },
            new { name = "find_operations", arguments = new { query = "task" } as object },
            new
            {
                name = "preview_operation",
                arguments = new { name = "delete_task", input = new { task_id = id } } as object,
            }
        );

        var answers = got["answers"]!.AsArray();
        Assert.All(answers, answer => Assert.Null(answer!["thrown"]));
        Assert.Equal("done", (string?)answers[1]!["structuredContent"]!["result"]!["status"]);
        Assert.Equal("Pay the rent", (string?)answers[2]!["structuredContent"]!["title"]);
        Assert.Equal("invalid_input", (string?)answers[4]!["structuredContent"]!["code"]);
        Assert.True((bool)answers[6]!["structuredContent"]!["preview"]!);
        // To 2025-11-25 only the handshake names the client; the bridge passes it on, HTTP without sessions cannot.
        var agent = generation == "sdk" && !overStdio ? "mcp" : "foreign-client";
        Assert.Equal(agent, await AgentOf((string)answers[0]!["structuredContent"]!["change_id"]!));
    }

    [Fact]
    public async Task The_Inspector_adds_a_task()
    {
        var (exitCode, output) = await ForeignClients.Run(
            ForeignClients.Inspector,
            [
                "--cli",
                .. ForeignClients.BridgeCommand(steward.Endpoint, steward.Token),
                "--method",
                "tools/call",
                "--tool-name",
                "add_task",
                "--tool-arg",
                "title=Pay the rent",
            ]
        );

        Assert.True(exitCode == 0, output);
        Assert.Equal("Pay the rent", (string?)JsonNode.Parse(output)!["structuredContent"]!["result"]!["title"]);
    }

    private async Task<string?> AgentOf(string change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/changes/{change}");
        request.Headers.Authorization = new("Bearer", steward.Token);
        using var answer = await steward.Client.SendAsync(request);
        var body = await answer.Content.ReadFromJsonAsync<JsonNode>();
        return (string?)body!["change"]!["agent"];
    }
}
