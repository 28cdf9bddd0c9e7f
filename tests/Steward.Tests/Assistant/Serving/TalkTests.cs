using System.CommandLine;
using System.Text.Json;
using Steward.Assistant;
using Steward.Server.Cli;
using Steward.Tasks;

namespace Steward.Tests.Assistant;

/// <summary><c>steward ask</c> and <c>steward chat</c>, as programs and people use them.</summary>
public sealed class TalkTests(TestSteward steward)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_prints_the_answer_and_beside_it_what_was_done()
    {
        await using var stage = await ServingStage.Of(steward);
        stage.Model.Then(
            Turn.Calls(("add_task", """{"title": "Pay the\u001b[2J rent"}"""), ("add_task", """{"title": 7}""")),
            Turn.Text("I have added\u001b[2J it.")
        );

        var (exit, output, errors) = await Ask(stage, "Add the rent", "--agent", "steward");

        Assert.Equal((ExitCode.Done, "I have added[2J it.\n"), (exit, output));
        Assert.Contains("- add_task: Pay the[2J rent (change ", errors);
        Assert.Contains("- add_task (failed: ", errors);
    }

    [Fact]
    public async Task Ask_prints_the_run_in_JSON_and_tells_what_is_refused()
    {
        await using var stage = await ServingStage.Of(steward);
        stage.Model.Then(Turn.Text("Yes."), Turn.Status(400));

        var whole = await Ask(stage, "Is it?", "--agent", "steward", "--json");
        var failed = await Ask(stage, "Is it?", "--agent", "steward");
        var unknown = await Ask(stage, "Is it?", "--agent", "cook");

        Assert.Equal("Yes.", JsonElement.Parse(whole.Output).GetProperty("answer").GetString());
        Assert.Equal((ExitCode.Refused, ""), (failed.Exit, failed.Output));
        Assert.NotEmpty(failed.Errors);
        Assert.Equal(ExitCode.Refused, unknown.Exit);
        Assert.Contains("No agent is called 'cook'", unknown.Errors);
    }

    [Fact]
    public async Task Ask_does_not_wait_for_a_person_but_says_how_to_decide()
    {
        await using var stage = await ServingStage.Of(steward);
        await Deletes(stage);

        var (exit, _, errors) = await Ask(stage, "Delete the task Pay the rent", "--agent", "steward");

        var approval = Assert.Single((await stage.Ana.Run(new ListApprovals())).Items);
        Assert.Equal(ExitCode.Refused, exit);
        Assert.Contains($"--approval-id {approval.Id}", errors);
    }

    [Fact]
    public async Task In_a_chat_a_person_sees_what_waits_and_approves_it_and_takes_it_back()
    {
        await using var stage = await ServingStage.Of(steward);
        var task = await Deletes(stage);

        var said = await Chat(stage, "Delete the task Pay the rent", "what?", "approve", "/undo", "/quit", "not said");

        Assert.Contains("delete_task waits for approval. A rule wants", said);
        Assert.Contains("\n  changed task: Pay the rent\n    deleted_at: ", said);
        Assert.Contains("- delete_task: ", said);
        Assert.Contains("It is gone.", said);
        Assert.Contains("Taken back: 1 change.", said);
        Assert.Equal(2, said.Split("approve, deny [reason], or later?").Length - 1);
        Assert.DoesNotContain('\u001b', said);
        Assert.Null((await stage.Ana.Run(new GetTask(task.Id))).DeletedAt);
        Assert.Single((await stage.Ana.Run(new ListRuns((await stage.LastRun()).ConversationId))).Items);
    }

    [Fact]
    public async Task In_a_chat_a_denial_goes_to_the_agent_with_its_reason()
    {
        await using var stage = await ServingStage.Of(steward);
        await Deletes(stage);

        var said = await Chat(stage, "Delete the task Pay the rent", "deny Not before May.");

        Assert.Contains("(failed: A person has denied this. Not before May.", said);
        Assert.Contains("Not before May.", stage.Model.Requests[^1].Body.ToJsonString());
    }

    [Theory]
    [InlineData("later", "")]
    [InlineData(null, "")]
    [InlineData("approve", "stw_")]
    public async Task What_is_not_decided_goes_on_waiting_and_the_chat_goes_on(string? line, string kind)
    {
        await using var stage = await ServingStage.Of(steward);
        await Deletes(stage);
        string?[] lines = ["Delete the task Pay the rent", line];

        var said = await Chat(stage, kind, [.. lines.OfType<string>()]);

        var approval = Assert.Single((await stage.Ana.Run(new ListApprovals())).Items);
        Assert.Contains($"steward decide_approval --approval-id {approval.Id}", said);
        Assert.Equal(kind.Length > 0, said.Contains("An API key decides nothing.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_chat_is_one_conversation_and_undo_before_anything_says_so()
    {
        await using var stage = await ServingStage.Of(steward, hasModel: false);

        var said = await Chat(stage, "", ["/undo", "", "add call Bob", "/help", "add call Eve"], agent: null);

        Assert.Contains("Nothing has been done here yet.", said);
        Assert.Contains("/undo takes back", said);
        var conversation = Assert.Single((await stage.Ana.Run(new ListConversations())).Items);
        Assert.Equal(2, (await stage.Ana.Run(new ListRuns(conversation.Id))).Items.Count);
        Assert.Equal(2, (await stage.Ana.Run(new ListTasks())).Items.Count);
    }

    private static async Task<TaskView> Deletes(ServingStage stage)
    {
        var task = await stage.Ana.Run(new AddTask("Pay the rent"));
        await stage.Ana.Run(new AddApprovalRule("delete_task", RuleAction.Ask));
        stage.Model.Then(Turn.Calls(("delete_task", $$"""{"task_id": "{{task.Id}}"}""")), Turn.Text("It is gone."));
        return task;
    }

    private static async Task<(int Exit, string Output, string Errors)> Ask(ServingStage stage, params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = await CommandLine.Run(
            ["ask", .. args, "--url", stage.Host.Address.ToString(), "--token", stage.Token()],
            new InvocationConfiguration { Output = output, Error = errors }
        );
        return (exit, output.ToString(), errors.ToString());
    }

    private static Task<string> Chat(ServingStage stage, params string[] lines) => Chat(stage, "", lines);

    private static async Task<string> Chat(ServingStage stage, string kind, string[] lines, string? agent = "steward")
    {
        using var api = new ApiClient(stage.Host.Address, stage.Token(kind: kind));
        using var input = new StringReader(string.Join('\n', lines));
        using var output = new StringWriter();
        await new Talk(api, input, output, agent, isTerminal: false).Go(Ct);
        return output.ToString();
    }
}
