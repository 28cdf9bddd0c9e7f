using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using Steward.Assistant;

namespace Steward.Tests.Assistant;

/// <summary>The protocol as others speak it.</summary>
public sealed class OpenAIAnswerTests
{
    [Fact]
    public void Calls_without_places_are_told_apart_by_their_ids() =>
        Assert.Equal(
            ["add_task {\"title\":\"a\"}", "add_task {\"title\":\"b\"}"],
            Calls(
                """{"tool_calls":[{"id":"1","function":{"name":"add_task","arguments":"{\"title\":"}}]}""",
                """{"tool_calls":[{"id":"1","function":{"arguments":"\"a\"}"}}]}""",
                """{"tool_calls":[{"id":"2","function":{"name":"add_task","arguments":"{\"title\":\"b\"}"}}]}"""
            )
        );

    [Fact]
    public void Calls_that_all_have_the_first_place_are_told_apart_by_their_ids() =>
        Assert.Equal(
            ["add_task {\"title\":\"a\"}", "add_task {\"title\":\"b\"}"],
            Calls(
                """{"tool_calls":[{"index":0,"id":"1","function":{"name":"add_task","arguments":"{\"title\":\"a\"}"}}]}""",
                """{"tool_calls":[{"index":0,"id":"2","function":{"name":"add_task","arguments":"{\"title\":"}}]}""",
                """{"tool_calls":[{"index":0,"function":{"arguments":"\"b\"}"}}]}"""
            )
        );

    [Fact]
    public void Calls_without_ids_and_places_are_told_apart_by_their_names_and_get_ids()
    {
        var calls = Read(
            """{"tool_calls":[{"function":{"name":"add_task","arguments":{"title":"a"}}},{"function":{"name":"list_tasks"}}]}"""
        );

        Assert.Equal(["add_task {\"title\":\"a\"}", "list_tasks {}"], calls.Select(Told));
        Assert.Equal(2, calls.Select(call => call.CallId).Distinct().Count());
        Assert.All(calls, call => Assert.NotEqual("", call.CallId));
    }

    [Fact]
    public void The_same_id_for_two_calls_is_used_once()
    {
        var calls = Read(
            """{"tool_calls":[{"index":0,"id":"call","function":{"name":"a"}},{"index":1,"id":"call","function":{"name":"b"}}]}"""
        );

        Assert.Equal(2, calls.Select(call => call.CallId).Distinct().Count());
    }

    [Fact]
    public void Chunks_of_any_shape_are_taken_or_refused_but_nothing_else()
    {
        string[] values = ["null", "1", "\"x\"", "[]", "{}", "[null]", "[1]", "[{}]", "true", "[[]]"];
        string[] places =
        [
            """{"choices":$}""",
            """{"choices":[{"delta":$}]}""",
            """{"choices":[{"delta":{"content":$}}]}""",
            """{"choices":[{"delta":{"tool_calls":$}}]}""",
            """{"choices":[{"delta":{"tool_calls":[{"index":$,"id":$,"function":$}]}}]}""",
            """{"choices":[{"delta":{"tool_calls":[{"function":{"name":$,"arguments":$}}]}}]}""",
            """{"choices":[{"finish_reason":$}],"usage":$,"model":$}""",
            """{"usage":{"prompt_tokens":$}}""",
            "$",
        ];
        var taken = 0;

        foreach (var place in places)
        foreach (var value in values)
            try
            {
                var answer = new OpenAIAnswer(new());
                answer.Read(JsonElement.Parse(place.Replace("$", value, StringComparison.Ordinal)));
                answer.End();
                Assert.NotEmpty(answer.Rest().ToList());
                taken++;
            }
            catch (ModelFault) { }

        Assert.InRange(taken, 50, 85);
    }

    [Fact]
    public async Task A_server_that_does_not_stream_or_tells_no_usage_is_understood()
    {
        await using var model = await ScriptedModel.Start();
        model.Then(Turn.Text("Two words.").NoUsage());
        using var http = new OutboundHttp(["127.0.0.1"]).Client(new());
        var provider = ModelStage.Provider("gpt", model);
        var chat = new OpenAIChat(http, provider, new(), TimeProvider.System);

        var answer = await chat.GetResponseAsync("Hello", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("Two words.", answer.Text);
        Assert.Null(answer.Usage);
        var whole = new OpenAIAnswer(new());
        var said = whole.Read(
            JsonElement.Parse(
                """{"model":"m","choices":[{"message":{"content":[{"type":"text","text":"Two words."}]},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2}}"""
            )
        );
        Assert.Equal(("Two words.", "m"), (said.Text, said.ModelId));
        var usage = Assert.Single(Assert.Single(whole.Rest()).Contents.OfType<UsageContent>());
        Assert.Equal((3, 2), (usage.Details.InputTokenCount, usage.Details.OutputTokenCount));
    }

    /// <summary>So that what the other tests prove is proved of the protocol, and not of our own idea of it.</summary>
    [Fact]
    public async Task The_scripted_model_is_one_to_openais_own_client()
    {
        await using var model = await ScriptedModel.Start();
        var client = new ChatClient(
            "m",
            new System.ClientModel.ApiKeyCredential("key"),
            new() { Endpoint = model.Url }
        );
        model.Then(
            Turn.TextAndCalls("I add it.", ("add_task", """{"title":"Milk"}""")),
            Turn.TextAndCalls("I add it.", ("add_task", """{"title":"Milk"}"""))
        );

        var whole = (await client.CompleteChatAsync("Add milk")).Value;
        var (text, arguments, used) = ("", "", 0);
        await foreach (var update in client.CompleteChatStreamingAsync("Add milk"))
        {
            text += string.Concat(update.ContentUpdate.Select(part => part.Text));
            arguments += string.Concat(update.ToolCallUpdates.Select(part => $"{part.FunctionArgumentsUpdate}"));
            used = update.Usage?.OutputTokenCount ?? used;
        }

        Assert.Equal(("I add it.", "add_task"), (whole.Content[0].Text, whole.ToolCalls[0].FunctionName));
        Assert.Equal(("I add it.", """{"title":"Milk"}"""), (text, arguments));
        Assert.Equal(whole.Usage.OutputTokenCount, used);
    }

    private static string[] Calls(params string[] deltas) => [.. Read(deltas).Select(Told)];

    private static string Told(FunctionCallContent call) => $"{call.Name} {JsonSerializer.Serialize(call.Arguments)}";

    private static List<FunctionCallContent> Read(params string[] deltas)
    {
        var answer = new OpenAIAnswer(new());
        foreach (var delta in deltas)
            answer.Read(JsonElement.Parse($$"""{"choices":[{"index":0,"delta":{{delta}}}]}"""));
        answer.End();
        return [.. answer.Rest().SelectMany(update => update.Contents).OfType<FunctionCallContent>()];
    }
}
