using System.Text.Json.Nodes;
using Steward.Tests.Server.Mcp;

namespace Steward.Tests.EveryOperation;

public sealed class McpSurfaceTests(TestSteward steward)
{
    /// <summary>What their handlers refuse to an agent: the samples undo what a person did.</summary>
    private static readonly Dictionary<string, string> NotForAgents = new()
    {
        ["undo_change"] = "not_own_run",
        ["undo_changes"] = "not_own_run",
        ["add_live_ticket"] = "not_for_agents",
        ["add_message"] = "not_for_agents",
        ["retry_run"] = "not_for_agents",
    };

    [Theory, MemberData(nameof(Operations.All), MemberType = typeof(Operations))]
    public async Task Over_MCP_its_sample_does_what_an_agent_may(string operation)
    {
        await using var mcp = await McpHost.Start(steward);
        var staged = await Staged.Of(steward, operation);
        var about = staged.Operation;

        var answer = await McpCall.Send(mcp, staged, staged.Json);

        var code = (string?)answer["structuredContent"]?["code"];
        if (about.IsAnonymous || about.IsSystem)
            Assert.Equal("unknown_operation", code);
        else if (about.IsPerson)
            Assert.Equal("person_only", code);
        else if (about.Effect is Effect.Destructive or Effect.Outward)
            Assert.Equal("approval_required", code);
        else if (NotForAgents.TryGetValue(operation, out var refusal))
            Assert.Equal(refusal, code);
        else
            Assert.True(answer["isError"]?.GetValue<bool>() is not true, answer.ToJsonString());
    }

    [Fact]
    public async Task The_tools_of_every_day_are_listed_and_no_persons_among_them()
    {
        await using var mcp = await McpHost.Start(steward);
        var ana = await steward.NewOwner();

        var listed = (await mcp.Tools(ana)).Select(tool => (string)tool!["name"]!).ToHashSet();

        var everyday = Operations.Catalogue.All.Where(operation => operation.Everyday > 0).ToList();
        Assert.Empty(everyday.Select(operation => operation.Name).Except(listed));
        Assert.DoesNotContain(everyday, operation => operation.IsPerson || operation.IsAnonymous || operation.IsSystem);
    }
}

/// <summary>An input as an MCP client sends it, to whichever operation.</summary>
internal static class McpCall
{
    public static async Task<JsonNode> Send(McpHost mcp, Staged staged, JsonObject json)
    {
        var arguments = new JsonObject { ["name"] = staged.Operation.Name, ["input"] = json.DeepClone() };
        var member = staged.Caller.Caller.Kind is CallerKind.User ? staged.Caller : staged.World.Ana;
        return await mcp.Result(member, "run_operation", arguments);
    }

    public static async Task<string> Of(McpHost mcp, Staged staged, JsonObject json) =>
        (await Send(mcp, staged, json)).ToJsonString();
}
