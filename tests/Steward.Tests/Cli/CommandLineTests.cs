using System.CommandLine;
using System.Text.Json;
using Steward.Server.Cli;
using Steward.Tasks;
using Steward.Tests.Rest;

namespace Steward.Tests.Cli;

public sealed class CommandLineTests(TestSteward steward) : IAsyncLifetime
{
    private RestHost host = null!;
    private Member ana = null!;
    private string token = "";

    public async ValueTask InitializeAsync()
    {
        host = await RestHost.Start(steward);
        ana = await steward.NewOwner();
        token = host.As(ana).DefaultRequestHeaders.Authorization!.Parameter!;
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_verb_calls_its_operation_and_prints_what_came_of_it()
    {
        var added = await Call("add_task", "--title", "Pay the rent", "--priority", "2");

        var task = Assert.Single((await ana.Run(new ListTasks())).Items);
        Assert.Equal(("Pay the rent", 2), (task.Title, task.Priority));
        Assert.Equal(0, added.Exit);
        Assert.Contains("title: Pay the rent", added.Output);
        Assert.StartsWith("Change ", added.Errors);

        var shown = await Call("get_task", "--task-id", task.Id.ToString(), "--json");
        Assert.Equal(task.Id, JsonElement.Parse(shown.Output).GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task A_list_is_printed_item_by_item_with_the_way_on()
    {
        Assert.Contains("Nothing found.", (await Call("list_tasks")).Output);
        await ana.Run(new AddTask("one"));
        await ana.Run(new AddTask("two"));
        await ana.Run(new CompleteTask((await ana.Run(new AddTask("three"))).Id));

        var open = await Call("list_tasks", "--status", "todo", "--limit", "1");
        var both = await Call("list_tasks", "--status", "todo", "done", "--deleted", "false");

        Assert.Contains("title: two", open.Output);
        Assert.Contains("There is more: --cursor ", open.Output);
        Assert.Equal(3, both.Output.Split("title: ").Length - 1);
        Assert.Contains("Nothing found.", (await Call("list_tasks", "--deleted")).Output);
    }

    [Fact]
    public async Task What_is_given_stays_text_and_what_has_parts_is_json()
    {
        var task = await ana.Run(new AddTask("a", Notes: "n"));
        var id = task.Id.ToString();

        await Call(
            "update_task",
            "--task-id",
            id,
            "--title",
            "@home",
            "--due",
            """{"date":"2026-12-01"}""",
            "--clear",
            "notes"
        );

        var now = await ana.Run(new GetTask(task.Id));
        Assert.Equal(("@home", null, new DateOnly(2026, 12, 1)), (now.Title, now.Notes, now.Due!.Date));
    }

    [Fact]
    public async Task A_preview_a_key_and_a_version_go_with_the_call()
    {
        var task = await ana.Run(new AddTask("a"));
        var id = task.Id.ToString();

        var preview = await Call("complete_task", "--task-id", id, "--preview", "--json");
        var stale = await Call("complete_task", "--task-id", id, "--if-version", "9");
        var staleToo = await Call("delete_task", "--task-id", id, "--if-version", "9");
        var first = await Call("add_task", "--title", "b", "--idempotency-key", "k", "--json");
        var again = await Call("add_task", "--title", "b", "--idempotency-key", "k", "--json");

        Assert.True(JsonElement.Parse(preview.Output).GetProperty("preview").GetBoolean());
        Assert.Equal((ExitCode.Refused, ExitCode.Refused), (stale.Exit, staleToo.Exit));
        Assert.Equal(first.Output, again.Output);
        Assert.Equal(["task_added", "task_added"], await ana.Events());
    }

    [Fact]
    public async Task A_row_is_named_as_well_as_given_by_its_id()
    {
        var task = await ana.Run(new AddTask("Rent / water & -- 50 %"));

        var found = await Call("get_task", "--task-id", "rent / water & -- 50 %", "--json");
        var given = await Call("update_task", "--task-id", task.Title, "--assignee-ids", "me", "--json");
        var none = await Call("get_task", "--task-id", "rent");

        Assert.Equal(task.Id, JsonElement.Parse(found.Output).GetProperty("id").GetGuid());
        Assert.Equal(ana.Id.Value, JsonElement.Parse(given.Output).GetProperty("assignee_ids")[0].GetGuid());
        Assert.Equal("No task is called 'rent'. list_tasks shows them.", none.Errors.Trim());
    }

    [Fact]
    public async Task A_refusal_is_told_in_words_and_exits_with_1()
    {
        var refused = await Call("add_task", "--title", "a", "--priority", "9", "--id", "7");
        var asJson = await Call("get_task", "--task-id", TestSteward.NewId().ToString(), "--json");
        token = "wrong";
        var unknown = await Call("list_tasks");

        Assert.Equal(ExitCode.Refused, refused.Exit);
        Assert.Contains("'priority'", refused.Errors);
        Assert.Contains("'id' must be a UUID", refused.Errors);
        Assert.Equal("not_found", JsonElement.Parse(asJson.Errors).GetProperty("code").GetString());
        Assert.Equal(ExitCode.Refused, unknown.Exit);
        Assert.Contains("sign in again", unknown.Errors);
    }

    [Theory]
    [InlineData("add_task")]
    [InlineData("add_task", "--title", "a", "--colour", "red")]
    [InlineData("no_such_verb")]
    [InlineData("migrate", "--down", "many")]
    public async Task A_wrong_call_exits_with_2(params string[] args) =>
        Assert.Equal(ExitCode.Usage, (await Run(args)).Exit);

    [Fact]
    public async Task A_server_that_is_not_there_exits_with_69_and_an_address_that_is_none_with_78()
    {
        var nobody = await Run("list_tasks", "--url", "http://127.0.0.1:1");
        var none = await Run("list_tasks", "--url", "steward");

        Assert.Equal((ExitCode.Unreachable, ExitCode.Configuration), (nobody.Exit, none.Exit));
        Assert.Contains("Is it running?", nobody.Errors);
        Assert.Contains("'steward' is not the address", none.Errors);
    }

    [Fact]
    public async Task Help_is_derived_from_the_operation()
    {
        var all = await Run("--help");
        var one = await Run("update_task", "--help");

        foreach (
            var verb in new[]
            {
                "serve",
                "migrate",
                "user",
                "token",
                "mcp",
                "ask",
                "chat",
                "health",
                "add_task",
                "undo_change",
            }
        )
            Assert.Contains(verb, all.Output);
        Assert.Contains("What is to be done.", one.Output);
        Assert.Contains("todo|in_progress|in_review|done|cancelled", one.Output);
        Assert.Contains("--if-version", one.Output);
    }

    [Fact]
    public async Task What_others_wrote_does_not_reach_the_terminal_as_a_command()
    {
        await ana.Run(new AddTask("a\u001b[2Jb"));

        Assert.Contains("title: a[2Jb", (await Call("list_tasks")).Output);
    }

    private Task<Ran> Call(params string[] args) => Run([.. args, "--url", host.Address.ToString(), "--token", token]);

    private static async Task<Ran> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = await CommandLine.Run(args, new InvocationConfiguration { Output = output, Error = errors });
        return new(exit, output.ToString(), errors.ToString());
    }

    private sealed record Ran(int Exit, string Output, string Errors);
}
