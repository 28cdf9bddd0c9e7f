using System.Text.Json;

namespace Steward.Assistant;

/// <summary>The tool by which an agent has another one do something.</summary>
internal static class AskAgent
{
    public const string Name = "ask_agent";

    /// <summary>A run that stands so deep asks nobody any more.</summary>
    public const int Deepest = 2;

    public static readonly DeclaredTool Declaration = new(
        Name,
        "Has another agent do a task and answers with what it says. It knows nothing of this conversation: say all that it needs.",
        JsonElement.Parse(
            """
            {"type":"object","properties":{"agent":{"type":"string","description":"The agent's name, as planner."},"task":{"type":"string","description":"What it is to do, whole."}},"required":["agent","task"],"additionalProperties":false}
            """
        )
    );

    public static bool TryRead(JsonElement arguments, out string agent, out string task)
    {
        (agent, task) = (Text("agent"), Text("task"));
        return agent is { Length: > 0 and <= 64 } && task.Length > 0;

        string Text(string name) =>
            arguments.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
                ? Texts.HeadAndTail(Texts.Clean(value.GetString()!), AddMessage.Longest)
                : "";
    }
}
