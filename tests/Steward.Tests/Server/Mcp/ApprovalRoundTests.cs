using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Steward.Tasks;

namespace Steward.Tests.Server.Mcp;

/// <summary>A call that waits for a person, with clients that can come back for it (revision 2026-07-28).</summary>
public sealed class ApprovalRoundTests(TestSteward steward) : IAsyncLifetime
{
    private McpHost mcp = null!;
    private Member ana = null!;
    private TaskView task = null!;

    public async ValueTask InitializeAsync()
    {
        mcp = await McpHost.Start(steward);
        ana = await steward.NewOwner();
        task = await ana.Run(new AddTask("Pay the rent"));
        await ana.Run(new AddApprovalRule("delete_task", RuleAction.Ask));
    }

    public ValueTask DisposeAsync() => mcp.DisposeAsync();

    [Fact]
    public async Task The_client_is_asked_to_come_back_and_then_gets_what_the_call_came_to()
    {
        var asked = await Delete();
        var state = (string)asked["requestState"]!;
        var question = asked["inputRequests"]!["approval"]!;
        var approval = Assert.Single((await ana.Run(new ListApprovals())).Items);

        Assert.Equal("input_required", (string?)asked["resultType"]);
        Assert.Equal(
            ("elicitation/create", "form"),
            ((string?)question["method"], (string?)question["params"]!["mode"])
        );
        Assert.Contains("delete_task", (string?)question["params"]!["message"]);
        Assert.Equal("input_required", (string?)(await Delete(state, "accept"))["resultType"]);

        await ana.Run(new DecideApproval(approval.Id, Decision.Approve, approval.PreviewHash));
        var done = await Delete(state, "accept");

        Assert.Equal("complete", (string?)done["resultType"]);
        Assert.False((bool)done["isError"]!);
        Assert.Equal(task.Id, (Guid)done["structuredContent"]!["result"]!["id"]!);
        var change = await ana.Run(new GetChange((Guid)done["structuredContent"]!["change_id"]!));
        Assert.Equal("decide_approval", change.Change.Operation);
        Assert.Single((await ana.Run(new ListTasks(Deleted: true))).Items);
    }

    [Fact]
    public async Task What_the_client_answers_for_its_user_decides_nothing()
    {
        var state = (string)(await Delete())["requestState"]!;

        foreach (var action in new[] { "accept", "accept", "decline", "cancel", "approve", "" })
            await Delete(state, action);
        foreach (var odd in new JsonNode[] { 1, true, new JsonArray(), new JsonObject() })
            Assert.True((bool)(await Send(ana, "delete_task", state, odd, Able))["isError"]!);

        await ana.Run(new GetTask(task.Id));
        Assert.Single((await ana.Run(new ListApprovals())).Items);
    }

    [Fact]
    public async Task Who_will_not_wait_hears_that_it_waits()
    {
        var state = (string)(await Delete())["requestState"]!;

        var answer = await Delete(state, "decline");

        Assert.True((bool)answer["isError"]!);
        Assert.Equal("approval_required", (string?)answer["structuredContent"]!["code"]);
    }

    [Fact]
    public async Task A_denial_is_told_with_its_reason()
    {
        var state = (string)(await Delete())["requestState"]!;
        await ana.Run(new DecideApproval(Guid.Parse(state), Decision.Deny, Reason: "I need it."));

        var answer = await Delete(state, "accept");

        Assert.Equal("denied", (string?)answer["structuredContent"]!["code"]);
        Assert.Contains("I need it.", (string?)answer["structuredContent"]!["message"]);
    }

    [Fact]
    public async Task A_state_is_of_ones_own_call_and_of_that_operation()
    {
        var state = (string)(await Delete())["requestState"]!;
        await ana.Run(new DecideApproval(Guid.Parse(state), Decision.Deny));
        var bob = await steward.NewOwner("Bob");
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");

        foreach (var stranger in new[] { bob, ben })
            Assert.Equal("not_found", Code(await Delete(state, "accept", stranger)));
        Assert.Equal("invalid_input", Code(await Delete("forged", "accept")));
        Assert.Equal("not_found", Code(await Delete(TestSteward.NewId().ToString(), "accept")));
        Assert.Equal("invalid_input", Code(await Send(ana, "complete_task", state, "accept", Able)));

        static string? Code(JsonNode answer) => (string?)answer["structuredContent"]!["code"];
    }

    [Fact]
    public async Task Who_cannot_put_a_question_gets_the_tool_error()
    {
        var answer = await Send(ana, "delete_task", null, null, new JsonObject());

        Assert.Equal("complete", (string?)answer["resultType"]);
        Assert.Equal("approval_required", (string?)answer["structuredContent"]!["code"]);
    }

    private static JsonObject Able => new() { ["elicitation"] = new JsonObject() };

    private Task<JsonNode> Delete(string? state = null, string? action = null, Member? caller = null) =>
        Send(caller ?? ana, "delete_task", state, action, Able);

    private async Task<JsonNode> Send(Member caller, string tool, string? state, JsonNode? action, JsonObject can)
    {
        var parameters = new JsonObject
        {
            ["name"] = tool,
            ["arguments"] = new JsonObject { ["task_id"] = task.Id },
            ["_meta"] = new JsonObject
            {
                ["io.modelcontextprotocol/protocolVersion"] = "2026-07-28",
                ["io.modelcontextprotocol/clientCapabilities"] = can,
            },
        };
        if (state is not null)
            parameters["requestState"] = state;
        if (action is not null)
            parameters["inputResponses"] = new JsonObject { ["approval"] = new JsonObject { ["action"] = action } };
        var body = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = 1,
            ["method"] = "tools/call",
            ["params"] = parameters,
        };
        using var answer = await mcp.PostRaw(
            caller,
            body.ToJsonString(),
            ("MCP-Protocol-Version", "2026-07-28"),
            ("Mcp-Method", "tools/call"),
            ("Mcp-Name", tool)
        );
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!["result"]!;
    }
}
