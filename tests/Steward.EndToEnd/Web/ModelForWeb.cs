using System.Text.Json.Nodes;
using Steward.Tests.Assistant;
using Turn = Steward.Tests.Assistant.Turn;

namespace Steward.EndToEnd.Web;

/// <summary>Does what the person's last words begin with: <c>call NAME {...}</c> calls tools, line by line; anything else is answered in words.</summary>
internal static class ModelForWeb
{
    private const string Order = "call ";

    public static Turn Say(JsonNode request)
    {
        var last = request["messages"]!.AsArray()[^1]!;
        if ((string?)last["role"] is "tool")
            return Turn.Text("Done, as you asked.");
        var lines = Words(last["content"]!).Split('\n').Where(line => line.StartsWith(Order, StringComparison.Ordinal));
        var calls = lines.Select(Call).ToArray();
        return calls.Length > 0 ? Turn.Calls(calls) : Turn.Text("I have heard you.");
    }

    private static (string Name, string Arguments) Call(string line)
    {
        var words = line[Order.Length..].Split(' ', 2);
        return (words[0], words[1]);
    }

    private static string Words(JsonNode content) =>
        content is JsonArray parts ? string.Join('\n', parts.Select(part => (string?)part!["text"])) : (string)content!;
}
