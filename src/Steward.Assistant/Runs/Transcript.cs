using System.Text;

namespace Steward.Assistant;

/// <summary>
/// What a client that keeps a conversation itself tells of it, behind what the person says now. It may hold anybody's words: it is data for
/// the agent, names no row that the agent may change, and taints the run.
/// </summary>
public static class Transcript
{
    private const string Mark = "\n\n<earlier>\n";
    private const string LeftOut = "(What was said before this is left out here.)\n\n";

    private const int LongestEntry = 12_000;

    /// <summary>The longest that a person may say.</summary>
    public const int LongestSaid = AddMessage.Longest - 1_000;

    /// <summary>The text of a message: what is said now, and of what was said before as much as there is room for, the newest.</summary>
    /// <param name="said">At most <see cref="LongestSaid"/> characters.</param>
    /// <param name="earlier">Who said what, the oldest first.</param>
    public static string Of(string said, IReadOnlyList<(string Who, string Text)> earlier)
    {
        if (earlier.Count == 0)
            return said;
        var kept = new Stack<string>();
        var left = AddMessage.Longest - said.Length - Mark.Length - LeftOut.Length;
        foreach (var (who, text) in earlier.Reverse())
        {
            var entry = $"{who}: {Texts.HeadAndTail(text, LongestEntry)}\n\n";
            if (entry.Length > left)
            {
                kept.Push(LeftOut);
                break;
            }
            left -= entry.Length;
            kept.Push(entry);
        }
        return new StringBuilder(said).Append(Mark).AppendJoin("", kept).ToString().TrimEnd('\n');
    }

    /// <summary>What the person says now.</summary>
    internal static string Said(string text) =>
        text.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var end ? text[..end] : text;

    /// <summary>What was said before; null: nothing is told of that.</summary>
    internal static string? Earlier(string text) =>
        text.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var end ? text[(end + Mark.Length)..] : null;
}
