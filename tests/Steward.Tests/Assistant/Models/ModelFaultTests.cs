using System.Diagnostics;
using Microsoft.Extensions.AI;
using Steward.Assistant;

namespace Steward.Tests.Assistant;

/// <summary>Everything that a model's server may do, over real HTTP.</summary>
public sealed class ModelFaultTests(TestSteward steward)
{
    [Fact]
    public async Task An_answer_streams_with_its_usage_at_the_end_and_says_whose_it_is()
    {
        await using var model = await ScriptedModel.Start();
        await using var stage = Stage(model);
        model.Then(Turn.Text("Two tasks are due."));

        var answer = await stage.Ask();

        Assert.Null(answer.Fault);
        Assert.Equal(["Two ", "tasks ", "are ", "due.", ""], answer.Updates.Select(update => update.Text));
        Assert.Equal(("gpt", "gpt-1", null), (answer.Provider, answer.Updates[0].ModelId, answer.Notice));
        Assert.Equal(ChatFinishReason.Stop, answer.Updates[^1].FinishReason);
        Assert.True(answer.Usage!.Details.InputTokenCount > 10);
        Assert.Null(answer.Usage.AdditionalProperties);
        var request = Assert.Single(model.Requests);
        Assert.Equal(("/v1/chat/completions", "Bearer sk-secret-of-gpt-0123456789"), (request.Path, request.Key));
        Assert.Equal(["system", "user"], request.Messages.Select(message => message["role"]!.GetValue<string>()));
        Assert.Equal(["add_task"], request.Tools);
    }

    [Fact]
    public async Task Calls_come_whole_and_their_results_go_back_to_them()
    {
        await using var model = await ScriptedModel.Start();
        await using var stage = Stage(model);
        model.Then(Turn.TextAndCalls("I add it.", ("add_task", """{"title":"Müll"}"""), ("list_tasks", "")));
        var first = await stage.Ask();

        Assert.Equal("I add it.", first.Text);
        Assert.Equal(["add_task", "list_tasks"], first.Calls.Select(call => call.Name));
        Assert.Equal("Müll", $"{first.Calls[0].Arguments!["title"]}");
        Assert.Empty(first.Calls[1].Arguments!);
        Assert.Equal(ChatFinishReason.ToolCalls, first.Updates[^1].FinishReason);

        model.Then(Turn.Text("Done."));
        var call = ModelStage.Call();
        await stage.Ask(
            call with
            {
                Messages =
                [
                    .. call.Messages,
                    new(ChatRole.Assistant, [new TextContent("I add it."), first.Calls[0]]),
                    new(ChatRole.Tool, [new FunctionResultContent(first.Calls[0].CallId, new { id = 7 })]),
                ],
            }
        );

        var sent = model.Requests[1].Messages.ToList();
        var asked = sent[2]["tool_calls"]![0]!;
        Assert.Equal("""{"title":"Müll"}""", asked["function"]!["arguments"]!.GetValue<string>());
        Assert.Equal(asked["id"]!.GetValue<string>(), sent[3]["tool_call_id"]!.GetValue<string>());
        Assert.Equal("""{"id":7}""", sent[3]["content"]!.GetValue<string>());
    }

    [Fact]
    public async Task Twenty_calls_at_once_come_with_ids_of_their_own()
    {
        await using var model = await ScriptedModel.Start();
        await using var stage = Stage(model);
        model.Then(Turn.ManyCalls(20));

        var answer = await stage.Ask();

        Assert.Equal(20, answer.Calls.Select(call => call.CallId).Distinct().Count());
    }

    [Fact]
    public async Task Arguments_that_are_no_json_come_with_the_reason_in_place_of_them()
    {
        await using var model = await ScriptedModel.Start();
        await using var stage = Stage(model);
        model.Then(Turn.HalfJson(), Turn.Calls(("add_task", "[1]")), Turn.WrongTypes(), Turn.UnknownTool());

        foreach (var _ in (int[])[1, 2])
        {
            var call = Assert.Single((await stage.Ask()).Calls);
            Assert.Null(call.Arguments);
            Assert.NotNull(call.Exception);
        }
        // Whether a tool exists and takes that is for who runs it to say.
        Assert.Equal("much", $"{Assert.Single((await stage.Ask()).Calls).Arguments!["priority"]}");
        Assert.Equal("no_such_tool", Assert.Single((await stage.Ask()).Calls).Name);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(529)]
    public async Task What_passes_is_tried_again(int status)
    {
        await using var model = await ScriptedModel.Start();
        await using var stage = Stage(model);
        model.Then(Turn.Status(status), Turn.Status(status), Turn.Text("Yes."));

        var answer = await stage.Ask();

        Assert.Equal(("Yes.", 3), (answer.Text, model.Requests.Count));
        Assert.Contains($"({status})", answer.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_to_come_back_later_is_not_asked_before()
    {
        await using var model = await ScriptedModel.Start();
        await using var stage = Stage(model);
        model.Then(Turn.Status(429, retryAfter: 1), Turn.Text("Now."));
        var began = Stopwatch.GetTimestamp();

        Assert.Equal("Now.", (await stage.Ask()).Text);

        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0.95, 10);
    }

    [Fact]
    public async Task Who_asks_to_come_back_much_later_is_told_about_at_once()
    {
        await using var model = await ScriptedModel.Start();
        await using var stage = Stage(model);
        model.Then(Turn.Status(429, retryAfter: 3600));

        var fault = (await stage.Ask()).Fault!;
        var again = (await stage.Ask()).Fault!;

        Assert.Equal((ModelFaults.Overloaded, true), (fault.Code, fault.MayRetry));
        Assert.Contains("3600 s", fault.Message, StringComparison.Ordinal);
        Assert.Equal(ModelFaults.Overloaded, again.Code);
        Assert.Single(model.Requests);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(413)]
    public async Task What_does_not_pass_is_not_tried_again(int status)
    {
        await using var model = await ScriptedModel.Start();
        await using var stage = Stage(model);
        model.Then(Turn.Status(status));

        var fault = (await stage.Ask()).Fault!;

        Assert.Equal((ModelFaults.Refused, false), (fault.Code, fault.MayRetry));
        Assert.Single(model.Requests);
        Assert.DoesNotContain("sk-secret", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_before_the_first_word_is_tried_again()
    {
        await using var model = await ScriptedModel.Start();
        await using var stage = Stage(model);
        model.Then(Turn.ResetMidStream(""), Turn.HalfEvent(), Turn.Text("Yes."));

        Assert.Equal("Yes.", (await stage.Ask()).Text);
    }

    [Fact]
    public async Task A_reset_after_the_first_word_ends_the_answer()
    {
        await using var model = await ScriptedModel.Start();
        await using var stage = Stage(model);
        var heard = new TaskCompletionSource();
        model.Then(Turn.ResetMidStream("It is ", heard.Task), Turn.Text("Yes."));
        var said = "";

        var fault = await Assert.ThrowsAsync<ModelException>(async () =>
        {
            await foreach (var update in stage.Models.Stream(ModelStage.Call(), default))
                if ((said += update.Text) == "It is ")
                    heard.SetResult();
        });

        Assert.Equal("It is ", said);
        Assert.Equal((ModelFaults.Unavailable, true), (fault.Code, fault.MayRetry));
        Assert.Single(model.Requests);
    }

    [Theory]
    [InlineData("", "did not begin")]
    [InlineData("It is ", "fell silent")]
    public async Task Silence_ends_in_time(string said, string told)
    {
        await using var model = await ScriptedModel.Start();
        await using var stage = Stage(model);
        model.Then(Turn.Silence(said));

        var answer = await stage.Ask();

        Assert.Equal(said, answer.Text);
        Assert.Equal(ModelFaults.Timeout, answer.Fault!.Code);
        Assert.Contains(told, answer.Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_goes_on_and_on_ends_in_time()
    {
        await using var model = await ScriptedModel.Start();
        await using var stage = Stage(model, ModelStage.Hasty with { Whole = TimeSpan.FromSeconds(3) });
        model.Then(Turn.Text(string.Join(' ', Enumerable.Repeat("on", 1000))).Slowly(TimeSpan.FromMilliseconds(20)));

        var answer = await stage.Ask();

        Assert.NotEqual("", answer.Text);
        Assert.Equal(ModelFaults.Timeout, answer.Fault!.Code);
    }

    [Fact]
    public async Task An_answer_of_nothing_is_asked_for_again_and_then_told_about()
    {
        await using var model = await ScriptedModel.Start(_ => Turn.EmptyAnswer());
        await using var stage = Stage(model);

        var answer = await stage.Ask();

        Assert.Equal((ModelFaults.BadAnswer, true), (answer.Fault!.Code, answer.Fault.MayRetry));
        Assert.Equal((0, 3), (answer.Updates.Count, model.Requests.Count));
    }

    public static TheoryData<string> Unreadable => ["wrong_shape", "half_event", "no_json", "not_an_object"];

    [Theory, MemberData(nameof(Unreadable))]
    public async Task What_cannot_be_read_is_no_answer(string kind)
    {
        var turn = kind switch
        {
            "wrong_shape" => Turn.WrongShape(),
            "half_event" => Turn.HalfEvent(),
            "no_json" => Turn.Events("Service temporarily moved"),
            _ => Turn.Events("[]"),
        };
        await using var model = await ScriptedModel.Start(_ => turn);
        await using var stage = Stage(model);

        var answer = await stage.Ask();

        Assert.Contains(answer.Fault!.Code, (string[])[ModelFaults.BadAnswer, ModelFaults.Unavailable]);
        Assert.DoesNotContain("moved", answer.Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_much_is_cut_off()
    {
        await using var model = await ScriptedModel.Start();
        await using var stage = Stage(model, ModelStage.Hasty with { Tries = 1 });
        model.Then(Turn.Huge(64L << 20), Turn.HugeEvent(1L << 30), Turn.ManyCalls(65));

        var huge = await stage.Ask();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var endless = await stage.Ask();
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        var many = await stage.Ask();

        Assert.Equal(ModelFaults.BadAnswer, huge.Fault!.Code);
        Assert.InRange(huge.Text.Length, 1 << 19, 1 << 20);
        Assert.Equal((ModelFaults.BadAnswer, 0), (endless.Fault!.Code, endless.Updates.Count));
        Assert.InRange(grown, long.MinValue, 64L << 20);
        Assert.Equal((ModelFaults.BadAnswer, 0), (many.Fault!.Code, many.Calls.Count));
    }

    [Fact]
    public async Task Who_stops_listening_stops_the_model()
    {
        await using var model = await ScriptedModel.Start();
        await using var stage = Stage(model, new());
        model.Then(Turn.Silence("It is "));
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in stage.Models.Stream(ModelStage.Call(), stop.Token))
                await stop.CancelAsync();
        });

        await model.Idle().WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Nobody_there_is_told_so()
    {
        var gone = await ScriptedModel.Start();
        await using var stage = Stage(gone);
        await gone.DisposeAsync();

        Assert.Equal(ModelFaults.Unavailable, (await stage.Ask()).Fault!.Code);
    }

    private ModelStage Stage(ScriptedModel model, ModelLimits? limits = null) =>
        new(steward, limits ?? ModelStage.Hasty, ModelStage.Provider("gpt", model));
}
