using System.Text.Json;
using Steward.Assistant;
using Steward.Tasks;
using Steward.Tests.Rest;

namespace Steward.Tests.Assistant;

public sealed class ChatCompletionsTests(TestSteward steward)
{
    private const string Hello = """{"model": "steward", "messages": [{"role": "user", "content": "Hello"}]}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_has_the_shape_that_OpenAI_gives_it()
    {
        await using var stage = await ServingStage.Of(steward);
        stage.Model.Then(Turn.Text("Good morning."));

        using var response = await stage.Post(
            """
            {"model": "steward", "stream": true, "stream_options": {"include_usage": true}, "temperature": 0.2, "max_tokens": 9, "tools": [],
             "messages": [{"role": "user", "content": [{"type": "text", "text": "Hello"}]}]}
            """
        );

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.EndsWith("data: [DONE]\n\n", text);
        var chunks = Chunks(text);
        Assert.All(chunks, chunk => Assert.Equal("chat.completion.chunk", chunk.GetProperty("object").GetString()));
        Assert.Equal("assistant", Delta(chunks[0]).GetProperty("role").GetString());
        Assert.Equal("Good morning.", Said(chunks));
        Assert.Equal("stop", chunks[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(0, chunks[^1].GetProperty("choices").GetArrayLength());
        Assert.True(chunks[^1].GetProperty("usage").GetProperty("total_tokens").GetInt64() > 0);
        Assert.All(chunks[..^1], chunk => Assert.Equal(JsonValueKind.Null, chunk.GetProperty("usage").ValueKind));
    }

    [Theory]
    [InlineData("{", "malformed_json", null)]
    [InlineData("[]", "malformed_json", null)]
    [InlineData("""{"messages": []}""", "missing", "model")]
    [InlineData("""{"model": 7, "messages": []}""", "wrong_type", "model")]
    [InlineData("""{"model": "steward"}""", "missing", "messages")]
    [InlineData("""{"model": "steward", "messages": []}""", "no_user_message", "messages")]
    [InlineData("""{"model": "steward", "messages": [7]}""", "unsupported_value", "messages.0.role")]
    [InlineData(
        """{"model": "steward", "messages": [{"role": "king", "content": "a"}]}""",
        "unsupported_value",
        "messages.0.role"
    )]
    [InlineData(
        """{"model": "steward", "messages": [{"role": "user", "content": " "}]}""",
        "empty",
        "messages.0.content"
    )]
    [InlineData(
        """{"model": "steward", "messages": [{"role": "user", "content": {}}]}""",
        "wrong_type",
        "messages.0.content"
    )]
    [InlineData(
        """{"model": "steward", "messages": [{"role": "user", "content": "a\ud800"}]}""",
        "invalid_unicode",
        "messages.0.content"
    )]
    [InlineData(
        """{"model": "steward", "messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]}""",
        "no_user_message",
        "messages"
    )]
    [InlineData(
        """{"model": "steward", "messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:"}}]}]}""",
        "unsupported_content",
        "messages.0.content.0"
    )]
    [InlineData(
        """{"model": "steward", "stream": "yes", "messages": [{"role": "user", "content": "a"}]}""",
        "wrong_type",
        "stream"
    )]
    [InlineData(
        """{"model": "steward", "n": 2, "messages": [{"role": "user", "content": "a"}]}""",
        "unsupported_value",
        "n"
    )]
    [InlineData(
        """{"model": "steward", "response_format": {"type": "json_object"}, "messages": [{"role": "user", "content": "a"}]}""",
        "unsupported_value",
        "response_format"
    )]
    [InlineData(
        """{"model": "steward", "tools": [{"type": "function"}], "messages": [{"role": "user", "content": "a"}]}""",
        "tools_not_supported",
        "tools"
    )]
    public async Task What_cannot_be_answered_is_refused_in_words(string json, string code, string? param)
    {
        await using var stage = await ServingStage.Of(steward);

        var error = await Error(await stage.Post(json), 400);

        Assert.Equal((code, param), (error.GetProperty("code").GetString(), error.GetProperty("param").GetString()));
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
        Assert.Empty((await stage.Ana.Run(new ListConversations())).Items);
    }

    [Fact]
    public async Task What_is_too_much_is_refused_and_nothing_is_begun()
    {
        await using var stage = await ServingStage.Of(steward);
        var deep = new string('[', 100_000) + new string(']', 100_000);

        var large = await Error(await stage.Post(Say(new string('a', 2 << 20))), 413);
        var nested = await Error(await stage.Post($$"""{"model": "steward", "messages": {{deep}}}"""), 400);
        var @long = await Error(await stage.Post(Say(new string('a', 40_000))), 400);
        var zero = await Error(await stage.Post(Say("a\\u0000b")), 400);

        Assert.Equal("body_too_large", large.GetProperty("code").GetString());
        Assert.Equal("malformed_json", nested.GetProperty("code").GetString());
        Assert.Equal("context_length_exceeded", @long.GetProperty("code").GetString());
        Assert.NotEmpty(zero.GetProperty("message").GetString()!);
        Assert.Empty(stage.Model.Requests);
    }

    [Fact]
    public async Task Every_failure_below_v1_has_the_shape_of_OpenAI()
    {
        await using var stage = await ServingStage.Of(steward);
        var eve = await steward.NewMember(stage.Ana.Tenant, Role.Member, "Eve");
        eve = eve.As(caller => caller with { Scopes = ScopeSet.None });
        using var nobody = stage.Host.Anonymous();
        using var ana = stage.Host.As(stage.Ana);

        var unsigned = await Error(await nobody.Send("POST", "v1/chat/completions", "{}"), 401);
        var wrong = await Error(
            await nobody.Send("GET", "v1/models", null, ("Authorization", "Bearer stw_wrong")),
            401
        );
        var missing = await Error(await stage.Post(Hello, eve), 403);
        var nothing = await Error(await ana.Send("GET", "v1/engines"), 404);
        var method = await Error(await ana.Send("GET", "v1/chat/completions"), 405);

        Assert.All(
            new[] { unsigned, wrong },
            error => Assert.Equal("invalid_api_key", error.GetProperty("code").GetString())
        );
        Assert.Contains("run:agents", missing.GetProperty("message").GetString());
        Assert.Equal("not_found", nothing.GetProperty("code").GetString());
        Assert.Equal("method_not_allowed", method.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Another_tenants_agent_is_no_model_here()
    {
        await using var stage = await ServingStage.Of(steward);
        var bob = await steward.NewOwner("Bob");
        await bob.Run(new AddAgent("---\nname: butler\ndescription: Opens doors.\n---\nOpen doors."));

        var error = await Error(await stage.Post(Hello.Replace("steward", "butler")), 404);

        Assert.Equal("model_not_found", error.GetProperty("code").GetString());
        Assert.Empty((await stage.Ana.Run(new ListConversations())).Items);
    }

    [Fact]
    public async Task A_run_that_waits_is_told_in_words_and_goes_on_when_a_person_decides()
    {
        await using var stage = await ServingStage.Of(steward);
        var task = await stage.Ana.Run(new AddTask("Pay the rent"));
        await stage.Ana.Run(new AddApprovalRule("delete_task", RuleAction.Ask));
        stage.Model.Then(Turn.Calls(("delete_task", $$"""{"task_id": "{{task.Id}}"}""")), Turn.Text("Gone."));

        using var response = await stage.Post(Say("Delete the task Pay the rent"));

        var choice = (await response.Body()).GetProperty("choices")[0];
        var approval = Assert.Single((await stage.Ana.Run(new ListApprovals())).Items);
        var told = choice.GetProperty("message").GetProperty("content").GetString();
        Assert.Contains($"approval {approval.Id}", told);
        Assert.Contains("delete_task", told);
        Assert.Equal("stop", choice.GetProperty("finish_reason").GetString());
        await stage.Ana.Run(new DecideApproval(approval.Id, Decision.Approve, approval.PreviewHash));
        Assert.Equal("Gone.", (await stage.End((await stage.LastRun()).Id)).Answer);
    }

    [Fact]
    public async Task A_failure_after_calls_is_none_that_clients_repeat_by_themselves()
    {
        await using var stage = await ServingStage.Of(steward);
        stage.Model.Then(
            Turn.Calls(("add_task", """{"title": "Pay the rent"}""")),
            Turn.Status(400),
            Turn.TextAndCalls("One moment.", ("list_tasks", "{}")),
            Turn.Status(400)
        );

        using var whole = await stage.Post(Hello);
        using var streamed = await stage.Post(Hello.Replace("{\"model\"", "{\"stream\": true, \"model\""));

        Assert.Equal("false", whole.Header("x-should-retry"));
        await Error(whole, 424);
        var text = await streamed.Content.ReadAsStringAsync(Ct);
        Assert.Equal(200, (int)streamed.StatusCode);
        Assert.Equal("One moment.", Said(Chunks(text)));
        Assert.Contains("model_refused", Chunks(text)[^1].GetProperty("error").GetProperty("code").GetString());
        Assert.DoesNotContain("[DONE]", text);
    }

    [Fact]
    public async Task Whoever_goes_away_stops_the_run()
    {
        await using var stage = await ServingStage.Of(steward);
        stage.Model.Then(Turn.Silence("Well, "));
        using var client = stage.Host.As(stage.Ana);
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions")
        {
            Content = RestClient.Json(Hello.Replace("{\"model\"", "{\"stream\": true, \"model\"")),
        };

        using (var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct))
            Assert.Equal(200, (int)response.StatusCode);

        var run = await stage.End((await stage.LastRun()).Id);
        Assert.Equal(RunState.Cancelled, run.State);
    }

    [Fact]
    public async Task The_same_request_with_the_same_key_is_worked_on_once()
    {
        await using var stage = await ServingStage.Of(steward);
        stage.Model.Script = _ => Turn.Text("Hello.");

        using var first = await stage.Post(Hello, null, ("Idempotency-Key", "k"));
        using var again = await stage.Post(Hello, null, ("Idempotency-Key", "k"));

        Assert.Equal(
            (await first.Body()).GetProperty("id").GetString(),
            (await again.Body()).GetProperty("id").GetString()
        );
        Assert.Single(stage.Model.Requests);
    }

    private static string Say(string text) =>
        $$"""{"model": "steward", "messages": [{"role": "user", "content": "{{text}}"}]}""";

    private static async Task<JsonElement> Error(HttpResponseMessage response, int status)
    {
        using (response)
        {
            var body = await response.Body();
            Assert.True(status == (int)response.StatusCode, $"{response.StatusCode} {body}");
            Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
            return body.GetProperty("error");
        }
    }

    private static List<JsonElement> Chunks(string text) =>
        [
            .. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
                .Where(line => line.StartsWith("data: {", StringComparison.Ordinal))
                .Select(line => JsonElement.Parse(line["data: ".Length..])),
        ];

    private static JsonElement Delta(JsonElement chunk) => chunk.GetProperty("choices")[0].GetProperty("delta");

    private static string Said(IEnumerable<JsonElement> chunks) =>
        string.Concat(
            chunks
                .Where(chunk => chunk.TryGetProperty("choices", out var choices) && choices.GetArrayLength() > 0)
                .Select(chunk => Delta(chunk).TryGetProperty("content", out var content) ? content.GetString() : null)
        );
}
