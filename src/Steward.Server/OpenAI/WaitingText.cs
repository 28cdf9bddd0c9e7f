using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Steward.Server.OpenAI;

/// <summary>What waits for a person, said to somebody who cannot decide about it here.</summary>
internal static class WaitingText
{
    private const int LongestInput = 300;

    public static string Of(IReadOnlyList<ApprovalView> approvals, Guid run)
    {
        var text = new StringBuilder("This waits for a person's approval:\n");
        foreach (var approval in approvals)
            text.Append(
                CultureInfo.InvariantCulture,
                $"- {approval.Operation} {Input(approval.Input)} (approval {approval.Id}). {string.Join(" ", approval.Reasons)}\n"
            );
        return text.Append(
                CultureInfo.InvariantCulture,
                $"Nobody can decide here. A person who has signed in decides in Steward: get_approval shows what would change, decide_approval approves or denies it (POST /api/v1/approvals/{approvals[0].Id}/decision). Then the agent goes on by itself; what came of it stands in the run {run}."
            )
            .ToString();
    }

    private static string Input(JsonElement input)
    {
        var text = JsonSerializer.Serialize(input, Wire.Json);
        return text.Length <= LongestInput
            ? text
            : text[..(char.IsHighSurrogate(text[LongestInput - 1]) ? LongestInput - 1 : LongestInput)] + "...";
    }
}
