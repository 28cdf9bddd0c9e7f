using System.Text.Json;
using Microsoft.Extensions.AI;
using Steward.Assistant;

namespace Steward.Tests.Assistant;

public sealed class AnthropicTests(TestSteward steward)
{
    [Fact]
    public async Task Text_calls_usage_and_results_go_both_ways()
    {
        await using var model = await ScriptedModel.Start();
        await using var stage = Stage(model);
        model.Then(Turn.TextAndCalls("I add it.", ("add_task", """{"title":"Milk"}""")), Turn.Text("Done."));

        var first = await stage.Ask();
        var call = ModelStage.Call();
        var second = await stage.Ask(
            call with
            {
                Messages =
                [
                    .. call.Messages,
                    new(ChatRole.Assistant, [new TextContent("I add it."), first.Calls[0]]),
                    new(ChatRole.Tool, [new FunctionResultContent(first.Calls[0].CallId, "Added.")]),
                ],
            }
        );

        Assert.Null(first.Fault);
        Assert.Equal(("I add it.", "claude"), (first.Text, first.Provider));
        Assert.Equal("Milk", $"{Assert.Single(first.Calls).Arguments!["title"]}");
        Assert.Equal((11, 7), (first.Usage!.Details.InputTokenCount, first.Usage.Details.OutputTokenCount));
        Assert.Equal("Done.", second.Text);
        var request = model.Requests[1];
        Assert.Equal(("/v1/messages", "Bearer sk-ant-secret-0123456789"), (request.Path, request.Key));
        Assert.Equal(["add_task"], request.Tools);
        Assert.Contains("tool_result", JsonSerializer.Serialize(request.Body), StringComparison.Ordinal);
        Assert.Contains("You are Steward.", request.Body["system"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(529)]
    public async Task What_passes_is_tried_again_by_us_alone(int status)
    {
        await using var model = await ScriptedModel.Start();
        await using var stage = Stage(model);
        model.Then(Turn.Status(status), Turn.Status(status), Turn.Text("Yes."));

        Assert.Equal("Yes.", (await stage.Ask()).Text);
        Assert.Equal(3, model.Requests.Count);
    }

    [Fact]
    public async Task Its_faults_are_told_like_those_of_others()
    {
        await using var model = await ScriptedModel.Start();
        await using var stage = Stage(model);
        model.Then(
            Turn.Status(401),
            Turn.Silence("It is "),
            Turn.ResetMidStream("It is "),
            Turn.Huge(4 << 20),
            Turn.Calls(("add_task", """{"title": "Pay the r"""))
        );

        Assert.Equal(ModelFaults.Refused, (await stage.Ask()).Fault!.Code);
        Assert.Equal(ModelFaults.Timeout, (await stage.Ask()).Fault!.Code);
        Assert.Equal(ModelFaults.Unavailable, (await stage.Ask()).Fault!.Code);
        Assert.Equal(ModelFaults.BadAnswer, (await stage.Ask()).Fault!.Code);
        var call = Assert.Single((await stage.Ask()).Calls);
        Assert.Null(call.Arguments);
        Assert.NotNull(call.Exception);
    }

    private ModelStage Stage(ScriptedModel model) =>
        new(
            steward,
            // The library takes its time the first time.
            ModelStage.Hasty with
            {
                FirstToken = TimeSpan.FromSeconds(20),
            },
            new ModelProviderOptions("claude", ModelKind.Anthropic, model.AnthropicUrl, "claude-5")
            {
                Key = "sk-ant-secret-0123456789",
            }
        );
}
