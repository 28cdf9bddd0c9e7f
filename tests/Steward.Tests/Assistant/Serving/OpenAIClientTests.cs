using System.ClientModel;
using System.Text;
using OpenAI.Chat;
using Steward.Assistant;
using Steward.Tasks;

namespace Steward.Tests.Assistant;

/// <summary>OpenAI's own client for .NET, with an agent as the model.</summary>
public sealed class OpenAIClientTests(TestSteward steward)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_answered_and_told_what_that_took()
    {
        await using var stage = await ServingStage.Of(steward);
        stage.Model.Then(Turn.Calls(("add_task", """{"title": "Pay the rent"}""")), Turn.Text("I have added it."));

        ChatCompletion answer = await stage.Chat().CompleteChatAsync([new UserChatMessage("Add the rent")], null, Ct);

        Assert.Equal("I have added it.", Assert.Single(answer.Content).Text);
        Assert.Equal((ChatFinishReason.Stop, ChatMessageRole.Assistant), (answer.FinishReason, answer.Role));
        Assert.Equal("steward", answer.Model);
        Assert.Empty(answer.ToolCalls);
        var run = await stage.LastRun();
        Assert.Equal($"chatcmpl-{run.Id:N}", answer.Id);
        Assert.Equal(
            (run.InputTokens, run.OutputTokens),
            (answer.Usage.InputTokenCount, answer.Usage.OutputTokenCount)
        );
        Assert.True(answer.Usage.OutputTokenCount > 0);
        Assert.Equal("Pay the rent", (await stage.Ana.Run(new ListTasks())).Items.Single().Title);
    }

    [Fact]
    public async Task It_reads_the_words_as_they_are_said()
    {
        await using var stage = await ServingStage.Of(steward);
        using var gate = new SemaphoreSlim(0);
        stage.Model.Then(
            Turn.TextAndCalls("I look first.", ("list_tasks", "{}")),
            Turn.Text("There is nothing.").After(gate.WaitAsync(Ct))
        );
        var (said, usage, finish) = (new StringBuilder(), (ChatTokenUsage?)null, (ChatFinishReason?)null);

        await foreach (var update in stage.Chat().CompleteChatStreamingAsync([new UserChatMessage("List")], null, Ct))
        {
            said.Append(string.Concat(update.ContentUpdate.Select(part => part.Text)));
            usage ??= update.Usage;
            finish ??= update.FinishReason;
            // The rest comes only when the first words are here.
            if (said.ToString() is "I look first.")
                gate.Release();
        }

        Assert.Equal("I look first.\n\nThere is nothing.", said.ToString());
        Assert.Equal(ChatFinishReason.Stop, finish);
        Assert.True(usage?.TotalTokenCount > 0);
    }

    [Fact]
    public async Task The_agents_are_its_models()
    {
        await using var stage = await ServingStage.Of(steward);
        await stage.Ana.Run(new AddAgent("---\nname: butler\ndescription: Opens doors.\n---\nOpen doors."));

        var models = (await stage.Models().GetModelsAsync(Ct)).Value.ToDictionary(model => model.Id);
        var one = (await stage.Models().GetModelAsync("butler", Ct)).Value;

        Assert.Equal("steward", models["steward"].OwnedBy);
        Assert.Equal(("butler", "tenant"), (one.Id, one.OwnedBy));
        Assert.Contains("butler", models.Keys);
        var unknown = await Assert.ThrowsAsync<ClientResultException>(() => stage.Models().GetModelAsync("cook", Ct));
        Assert.Equal(404, unknown.Status);
    }

    [Fact]
    public async Task Unknown_models_and_failures_reach_it_as_errors()
    {
        await using var stage = await ServingStage.Of(steward);
        stage.Model.Then(Turn.Status(400));

        var unknown = await Assert.ThrowsAsync<ClientResultException>(() =>
            stage.Chat("gpt-5").CompleteChatAsync([new UserChatMessage("Hello")], null, Ct)
        );
        var failed = await Assert.ThrowsAsync<ClientResultException>(() =>
            stage.Chat().CompleteChatAsync([new UserChatMessage("Hello")], null, Ct)
        );

        Assert.Equal(404, unknown.Status);
        Assert.Contains("No agent is called 'gpt-5'", unknown.Message);
        Assert.Contains("model_not_found", unknown.Message);
        Assert.Equal(502, failed.Status);
        Assert.Contains("model_refused", failed.Message);
    }

    [Fact]
    public async Task Two_at_once_are_answered_each_with_its_own()
    {
        await using var stage = await ServingStage.Of(steward);
        stage.Model.Script = request =>
            Turn.Text(request.ToJsonString().Contains("Speak of apples") ? "Apples." : "Pears.");

        var answers = await Task.WhenAll(
            new[] { "apples", "pears" }.Select(async fruit =>
                (await stage.Chat().CompleteChatAsync([new UserChatMessage($"Speak of {fruit}")], null, Ct)).Value
            )
        );

        Assert.Equal(["Apples.", "Pears."], answers.Select(answer => answer.Content[0].Text));
        Assert.Equal(2, answers.DistinctBy(answer => answer.Id).Count());
    }
}
