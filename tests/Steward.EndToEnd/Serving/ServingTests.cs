using System.Diagnostics;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Steward.EndToEnd.EmbeddedPostgres;
using Steward.EndToEnd.Mcp;
using Steward.EndToEnd.Server;
using Steward.Tests.Assistant;
using Turn = Steward.Tests.Assistant.Turn;

namespace Steward.EndToEnd.Serving;

/// <summary>The running server's agents, for OpenAI's client for Node and in a terminal.</summary>
[Trait("Category", "Slow")]
public sealed class ServingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenAIs_client_for_Node_and_a_terminal_are_served()
    {
        using var folder = new TemporaryFolder();
        await using var model = await ScriptedModel.Start(Say);
        await using var steward = await RunningSteward.Start(
            folder.Path,
            ("MODELS__0__NAME", "scripted"),
            ("MODELS__0__KIND", "openai"),
            ("MODELS__0__URL", model.Url.ToString()),
            ("MODELS__0__MODEL", "scripted-1"),
            ("OUTBOUND__ALLOW", "127.0.0.1")
        );
        var key = await Key(steward);

        var (exitCode, output) = await ForeignClients.Run(
            "openai.mjs",
            new Uri(steward.Client.BaseAddress!, "v1").ToString(),
            key
        );

        Assert.True(exitCode == 0, output);
        var got = JsonNode.Parse(output)!;
        Assert.Contains("steward", got["models"]!.AsArray().Select(name => (string?)name));
        Assert.Equal("I have added it.", (string?)got["whole"]!["choices"]![0]!["message"]!["content"]);
        Assert.True((int)got["whole"]!["usage"]!["total_tokens"]! > 0);
        Assert.Equal("One two three.", (string?)got["streamed"]!["text"]);
        Assert.Equal("stop", (string?)got["streamed"]!["finish"]);
        Assert.True((int)got["streamed"]!["usage"]!["total_tokens"]! > 0);
        Assert.Equal("model_refused", (string?)got["broken"]!["code"]);
        Assert.Equal((404, "model_not_found"), Failure(got["unknown"]!));
        Assert.Equal((400, "tools_not_supported"), Failure(got["tools"]!));
        Assert.Equal((401, "invalid_api_key"), Failure(got["unsigned"]!));
        var tasks = await steward.Client.GetFromJsonAsync<JsonElement>("api/v1/tasks", Ct);
        Assert.Equal("Pay the rent", tasks.GetProperty("items")[0].GetProperty("title").GetString());

        var said = await Chat(steward, "add\n/undo\n/quit\n", "--token", key);

        Assert.Contains("- add_task: Pay the rent (change ", said);
        Assert.Contains("I have added it.", said);
        Assert.Contains("Taken back: 1 change.", said);
        Assert.DoesNotContain('\u001b', said);

        using var rule = await steward.Client.PostAsJsonAsync(
            "api/v1/approval_rules",
            new { target = "delete_task", action = "ask" },
            Ct
        );
        Assert.True(rule.IsSuccessStatusCode, await rule.Content.ReadAsStringAsync(Ct));
        said = await Chat(steward, "correct horse battery\nremove\napprove\n", "--email", "ana@example.org");

        Assert.Contains("  changed task: Pay the rent", said);
        Assert.Contains("I have added it.", said);
        tasks = await steward.Client.GetFromJsonAsync<JsonElement>("api/v1/tasks", Ct);
        Assert.Equal(0, tasks.GetProperty("items").GetArrayLength());
    }

    private static Turn Say(JsonNode request)
    {
        var last = request["messages"]!.AsArray()[^1]!;
        return (string?)last["role"] is "tool" ? Done(request)
            : (string?)last["content"] is "stream" ? Turn.Text("One two three.")
            : (string?)last["content"] is "fail" ? Turn.TextAndCalls("I look.", ("list_tasks", "{}"))
            : (string?)last["content"] is "remove" ? Turn.Calls(("delete_task", """{"task_id": "Pay the rent"}"""))
            : Turn.Calls(("add_task", """{"title": "Pay the rent"}"""));
    }

    private static Turn Done(JsonNode request) =>
        request["messages"]!
            .AsArray()
            .Any(message => message!["content"] is JsonValue text && text.ToString() is "fail")
            ? Turn.Status(400)
            : Turn.Text("I have added it.");

    private static (int, string?) Failure(JsonNode error) => ((int)error["status"]!, (string?)error["code"]);

    private static async Task<string> Key(RunningSteward steward)
    {
        await Household.SignUp(steward.Client);
        using var made = await steward.Client.PostAsJsonAsync(
            "api/v1/api_keys",
            new
            {
                name = "a program",
                scopes = new[] { "run:agents", "read:tasks", "write:tasks", "read:audit" },
                expires_at = TimeProvider.System.GetUtcNow().AddDays(1),
            },
            Ct
        );
        var body = await made.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.True(made.IsSuccessStatusCode, body.ToString());
        return body.GetProperty("key").GetString()!;
    }

    private static async Task<string> Chat(RunningSteward steward, string lines, params string[] more)
    {
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "steward"),
            ["chat", "--agent", "steward", "--url", steward.Client.BaseAddress!.ToString(), .. more]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(RuntimeEnvironment.GetRuntimeDirectory() + "../../..");
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(lines);
        process.StandardInput.Close();
        var said = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        return said;
    }
}
