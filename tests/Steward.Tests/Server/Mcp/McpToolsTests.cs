using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Steward.Tasks;

namespace Steward.Tests.Server.Mcp;

public sealed class McpToolsTests(TestSteward steward) : IAsyncLifetime
{
    private static readonly JsonSerializerOptions AsSent = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private McpHost mcp = null!;
    private Member ana = null!;

    public async ValueTask InitializeAsync()
    {
        mcp = await McpHost.Start(steward);
        ana = await steward.NewOwner();
    }

    public ValueTask DisposeAsync() => mcp.DisposeAsync();

    [Fact]
    public async Task The_list_begins_with_tasks_ends_with_what_reaches_all_else_and_costs_at_most_12000_tokens()
    {
        var tools = await mcp.Tools(ana);

        Assert.Equal(["add_task", "list_tasks", "update_task", "complete_task", "delete_task"], Names(tools).Take(5));
        Assert.Equal(["find_operations", "run_operation", "preview_operation"], Names(tools).TakeLast(3));
        Assert.InRange(tools.Count, 8, 25);
        Assert.InRange(Encoding.UTF8.GetByteCount(tools.ToJsonString(AsSent)) / 4, 1, 12_000);
    }

    [Fact]
    public async Task Every_tool_says_what_it_is_for_takes_gives_and_does()
    {
        foreach (var tool in await mcp.Tools(ana))
        {
            Assert.NotEmpty((string)tool!["title"]!);
            Assert.NotEmpty((string)tool["description"]!);
            Assert.Equal("object", (string?)tool["inputSchema"]!["type"]);
            Assert.Equal("object", (string?)tool["outputSchema"]!["type"]);
            Assert.NotNull(tool["annotations"]!["readOnlyHint"]);
        }
    }

    [Fact]
    public async Task A_viewer_is_not_shown_what_writes_and_is_refused_it()
    {
        var eve = await steward.NewMember(ana.Tenant, Role.Viewer, "Eve");

        Assert.DoesNotContain("add_task", Names(await mcp.Tools(eve)));
        var refusal = await mcp.Result(eve, "add_task", new { title = "Pay the rent" });

        Assert.True((bool)refusal["isError"]!);
        Assert.Equal("missing_scope", (string?)refusal["structuredContent"]!["code"]);
    }

    [Fact]
    public async Task A_command_answers_with_its_result_and_the_change_of_an_agent()
    {
        var answer = await mcp.Call(
            ana,
            "add_task",
            new { title = "Pay the rent" },
            new Dictionary<string, object>
            {
                ["io.modelcontextprotocol/clientInfo"] = new { name = "Robby", version = "1" },
            }
        );

        Assert.Equal("Pay the rent", (string?)answer["result"]!["title"]);
        var change = Assert.Single(await ana.Changes());
        Assert.Equal(
            (change.Id.ToString(), "Robby", "mcp"),
            ((string?)answer["change_id"], change.Agent, change.Surface)
        );
    }

    [Theory]
    [InlineData(" Robby\n\u0007 ", "Robby")]
    [InlineData("Zoë \U0001F916", "Zoë")]
    [InlineData("\0", "mcp")]
    [InlineData(7, "mcp")]
    public async Task The_name_of_an_agent_is_what_its_client_says_cleaned(object name, string expected)
    {
        var meta = new Dictionary<string, object> { ["io.modelcontextprotocol/clientInfo"] = new { name } };

        await mcp.Call(ana, "add_task", new { title = "Pay the rent" }, meta);

        Assert.Equal(expected, Assert.Single(await ana.Changes()).Agent);
    }

    [Fact]
    public async Task A_query_answers_with_its_result_as_structure_and_as_text()
    {
        await ana.Run(new AddTask("Zahnärztin anrufen"));

        var result = await mcp.Result(ana, "list_tasks");

        var text = (string)result["content"]![0]!["text"]!;
        Assert.Equal("Zahnärztin anrufen", (string?)result["structuredContent"]!["items"]![0]!["title"]);
        Assert.Equal(result["structuredContent"]!.ToJsonString(), JsonNode.Parse(text)!.ToJsonString());
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_is_named_with_all_other_faults()
    {
        var refusal = await mcp.Call(
            ana,
            "add_task",
            new
            {
                title = 7,
                priority = 9,
                colour = "red",
            }
        );

        Assert.Equal("invalid_input", (string?)refusal["code"]);
        Assert.Equal(
            ["/colour", "/priority", "/title"],
            refusal["errors"]!.AsArray().Select(error => (string)error!["pointer"]!).Order()
        );
        Assert.Contains("'title' must be a string", (string?)refusal["message"]);
    }

    [Fact]
    public async Task A_stranger_finds_nothing_even_with_the_id()
    {
        var task = await ana.Run(new AddTask("Pay the rent"));
        var bob = await steward.NewOwner("Bob");

        foreach (var tool in new[] { "get_task", "complete_task", "delete_task", "update_task" })
            Assert.Equal("not_found", (string?)(await mcp.Call(bob, tool, new { task_id = task.Id }))["code"]);
    }

    [Fact]
    public async Task A_preview_shows_the_rows_and_does_nothing()
    {
        var task = await ana.Run(new AddTask("Pay the rent"));

        var preview = await mcp.Call(
            ana,
            "preview_operation",
            new { name = "complete_task", input = new { task_id = task.Id } }
        );

        Assert.True((bool)preview["preview"]!);
        Assert.Equal("task", (string?)preview["changes"]![0]!["entity"]);
        Assert.Equal(Status.Todo, (await ana.Run(new GetTask(task.Id))).Status);
    }

    [Fact]
    public async Task What_is_run_by_name_is_journaled_as_itself()
    {
        var answer = await mcp.Call(
            ana,
            "run_operation",
            new { name = "add_task", input = new { title = "Pay the rent" } }
        );

        Assert.Equal("Pay the rent", (string?)answer["result"]!["title"]);
        Assert.Equal("add_task", Assert.Single(await ana.Changes()).Operation);
    }

    [Theory]
    [InlineData("run_operation", """{"name":"fly","input":{}}""", "unknown_operation", "find_operations")]
    [InlineData("run_operation", """{"name":"purge_task","input":{}}""", "unknown_operation", "find_operations")]
    [InlineData("run_operation", """{"name":"sign_up","input":{}}""", "unknown_operation", "find_operations")]
    [InlineData("run_operation", """{"name":"add_task","title":"x"}""", "invalid_input", "Known are: name, input")]
    [InlineData("run_operation", """{"name":"add_task","input":[]}""", "invalid_input", "'input' must be an object")]
    [InlineData("run_operation", """{"input":{}}""", "invalid_input", "'name' is required")]
    [InlineData("run_operation", """{"name":7}""", "invalid_input", "'name' must be a string")]
    [InlineData("find_operations", """{"query":["x"]}""", "invalid_input", "'query' must be a string")]
    [InlineData("find_operations", """{"limit":"many"}""", "invalid_input", "'limit' must be an integer")]
    public async Task What_cannot_be_run_is_refused_with_the_next_step(
        string tool,
        string arguments,
        string code,
        string hint
    )
    {
        var refusal = await mcp.Call(ana, tool, JsonNode.Parse(arguments));

        Assert.Equal(code, (string?)refusal["code"]);
        Assert.Contains(hint, (string?)refusal["message"]);
    }

    [Fact]
    public async Task An_unknown_tool_is_an_error_that_names_the_search()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => mcp.Call(ana, "drop_tables"));

        Assert.Contains("find_operations", error.Message);
    }

    [Fact]
    public async Task Operations_are_found_by_words_with_their_schema()
    {
        var found = await mcp.Call(ana, "find_operations", new { query = "complete a task", limit = 1 });

        Assert.Equal("complete_task", (string?)found["operations"]![0]!["name"]);
        Assert.NotNull(found["operations"]![0]!["input_schema"]!["properties"]!["task_id"]);
        Assert.NotEmpty(found["others"]!.AsArray());
    }

    [Fact]
    public async Task A_write_on_a_version_that_has_passed_is_refused()
    {
        var task = await ana.Run(new AddTask("Pay the rent"));
        await ana.Run(new UpdateTask(task.Id, Priority: 1));
        var version = (await ana.Run(new GetTask(task.Id))).Version;

        var refusal = await mcp.Call(ana, "complete_task", new { task_id = task.Id, if_version = version - 1 });
        var done = await mcp.Call(ana, "complete_task", new { task_id = task.Id, if_version = version });

        Assert.Equal("version_mismatch", (string?)refusal["code"]);
        Assert.Equal("done", (string?)done["result"]!["status"]);
    }

    [Fact]
    public async Task The_same_idempotency_key_gives_the_first_answer_again()
    {
        var meta = new Dictionary<string, object> { ["steward/idempotency_key"] = $"{TestSteward.NewId()}" };

        var first = await mcp.Call(ana, "add_task", new { title = "Pay the rent" }, meta);
        var second = await mcp.Call(ana, "add_task", new { title = "Pay the rent" }, meta);

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Single(await ana.Changes());
    }

    [Fact]
    public async Task What_only_persons_do_is_neither_shown_nor_found_and_refused_by_name()
    {
        var listed = Names(await mcp.Tools(ana)).ToHashSet();
        foreach (var operation in steward.Catalogue.All.Where(one => one.IsPerson))
        {
            var found = await mcp.Call(ana, "find_operations", new { query = operation.Name, limit = 20 });
            var refusal = await mcp.Call(ana, "run_operation", new { name = operation.Name });

            Assert.DoesNotContain(operation.Name, listed);
            Assert.DoesNotContain($"\"{operation.Name}\"", found.ToJsonString());
            Assert.Equal("person_only", (string?)refusal["code"]);
        }
    }

    [Fact]
    public async Task What_needs_no_caller_or_is_the_systems_own_does_not_exist_here()
    {
        foreach (var operation in steward.Catalogue.All.Where(one => one.IsAnonymous || one.IsSystem))
        foreach (var tool in new[] { "run_operation", "preview_operation" })
            Assert.Equal(
                "unknown_operation",
                (string?)(await mcp.Call(ana, tool, new { name = operation.Name }))["code"]
            );
    }

    [Fact]
    public async Task What_cannot_be_taken_back_waits_for_a_person()
    {
        var note = await ana.Run(new AddNote("Recipe"));

        var refusal = await mcp.Call(ana, "remove_note", new { note_id = note.Id });

        Assert.Equal("approval_required", (string?)refusal["code"]);
    }

    [Fact]
    public async Task Without_a_token_or_with_an_ended_session_the_answer_is_401()
    {
        using var nobody = await mcp.Post(null, "tools/list", new { });
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.Equal("Bearer", Assert.Single(nobody.Headers.WwwAuthenticate).Scheme);

        await steward.ExecuteAsOwner("DELETE FROM identity.session WHERE id = $1", ana.Caller.Credential.Id);
        using var ended = await mcp.Post(ana, "tools/call", new { name = "list_tasks" });
        Assert.Equal(HttpStatusCode.Unauthorized, ended.StatusCode);
    }

    private static IEnumerable<string> Names(JsonArray tools) => tools.Select(tool => (string)tool!["name"]!);
}
