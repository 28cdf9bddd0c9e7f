using System.Text.Json;

namespace Steward.Assistant;

/// <summary>What an agent's reviewers say of its answer before it is given: each accepts it, or says why not.</summary>
internal static class Reviews
{
    /// <summary>The calls by which reviewers are asked; no model can make one.</summary>
    public const string Tool = "review:";
    public const int MostRounds = 3;

    private const string Accept = "ACCEPT";

    public static IEnumerable<StepView> Ask(AgentDefinition agent, string said, string draft, int first) =>
        agent.Reviewers.Select(
            (reviewer, place) =>
                new StepView(
                    0,
                    StepKind.Call,
                    default,
                    CallId: $"c{first + place}",
                    Tool: Tool,
                    Arguments: JsonSerializer.SerializeToElement(
                        new Dictionary<string, string>
                        {
                            ["agent"] = reviewer,
                            ["task"] =
                                $"Check the answer of the agent {agent.Name} to what a person said. Begin with {Accept} or REJECT, then say why.\n"
                                + $"<said>\n{said}\n</said>\n<answer>\n{draft}\n</answer>",
                        }
                    )
                )
        );

    public static bool IsAccepted(StepView result) =>
        result is { IsError: false, Output: { } output }
        && (result.IsTainted is true ? Verdict(output) : output)
            .TrimStart()
            .StartsWith(Accept, StringComparison.OrdinalIgnoreCase);

    /// <summary>The answer of a reviewer who has read others' text is marked as data.</summary>
    private static string Verdict(string output) =>
        output.IndexOf("<data>\n", StringComparison.Ordinal) is > 0 and var at ? output[(at + 7)..] : output;
}
