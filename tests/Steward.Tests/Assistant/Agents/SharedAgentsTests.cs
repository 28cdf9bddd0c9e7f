using Steward.Assistant;
using Steward.Tests.EveryOperation;
using Steward.Tests.Identity.Tokens;

namespace Steward.Tests.Assistant.Agents;

/// <summary>Five agents that others wrote for other programs, as they are.</summary>
public sealed class SharedAgentsTests(TestSteward steward)
{
    [Theory]
    [InlineData(
        "ai-senior-engineer",
        "opus",
        "Senior engineer for critical delivery: architecture, reviews, performance, and high‑quality"
    )]
    [InlineData("cloud-native-platform-engineer", null, "Expert autonomous engineer for analyzing, fixing,")]
    [InlineData(
        "mita-cto-engineer",
        "sonnet",
        "Use this agent when working on the MITA (Money Intelligence Task Assistant)"
    )]
    [InlineData("senior-backend-engineer", "sonnet", "Use this agent when you need expert-level backend development")]
    [InlineData("senior-software-engineer", null, "Agent: Senior Software Engineer")]
    public async Task It_loads_as_it_is(string name, string? model, string begins)
    {
        var text = SharedData.Text($"agents/{name}.md");
        var ana = await steward.NewOwner();

        var added = await ana.Run(new AddAgent(text, $"{name}.md"));
        var shown = await ana.Run(new GetAgent(name));

        Assert.Equal((name, model, AgentSource.Own), (added.Name, added.Model, added.Source));
        Assert.StartsWith(begins, added.Description);
        Assert.Equal(text, shown.Text);
        Assert.DoesNotMatch("â€|ðŸ|‚õ|‚ú|‚Ü|\uF8FF", shown.Instructions + added.Description);
        Assert.InRange(shown.Instructions.Length, 2000, text.Length);
    }

    [Fact]
    public void Its_tools_are_mapped_or_missing()
    {
        var agent = Read("ai-senior-engineer");

        Assert.Equal(
            ["add_task", "ask_agent", "complete_task", "list_tasks", "update_task"],
            agent.Tools!.Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["Read", "Edit", "Write", "MultiEdit", "Bash", "Grep", "Glob", "LS", "WebSearch", "File"],
            agent.MissingTools
        );
        Assert.Equal(8, agent.ProactiveTriggers.Count);
        Assert.Equal("blue", agent.Color);
    }

    [Fact]
    public void What_was_taken_otherwise_is_told()
    {
        Assert.Equal(["decoded wrongly", "no YAML"], Told("ai-senior-engineer"));
        Assert.Equal(["decoded wrongly"], Told("cloud-native-platform-engineer"));
        Assert.Equal(["no YAML"], Told("mita-cto-engineer"));
        Assert.Equal(["decoded wrongly", "no YAML"], Told("senior-backend-engineer"));
        Assert.Equal(["no description"], Told("senior-software-engineer"));
        Assert.Contains("## 🚨 MANDATORY RULE ENFORCEMENT SYSTEM 🚨", Read("ai-senior-engineer").Instructions);
        Assert.Contains("symptoms — fix", Read("cloud-native-platform-engineer").Instructions);
        Assert.Contains("**🧹 REPOSITORY CLEANLINESS", Read("senior-backend-engineer").Instructions);
        Assert.Contains("LOCAL EDIT → SYNC → DEPLOY", Read("senior-backend-engineer").Instructions);
        Assert.Contains("the Architect’s approved design", Read("senior-software-engineer").Instructions);

        static IEnumerable<string> Told(string name) =>
            Read(name)
                .Warnings.Select(warning =>
                    new[] { "decoded wrongly", "no YAML", "no description" }.Single(warning.Contains)
                );
    }

    private static AgentDefinition Read(string name) =>
        AgentReader.Read(SharedData.Text($"agents/{name}.md"), $"{name}.md", isOwn: false, Operations.Catalogue);
}
