using System.Text;
using System.Text.Json;
using Steward.Assistant;

namespace Steward.Server.OpenAI;

/// <summary>
/// The conversation, which the client keeps: the last message of the user is what the person says; all before it is told to the agent as
/// data, since anybody's words may stand in it.
/// </summary>
internal static class ChatMessages
{
    private static readonly HashSet<string> Roles = ["system", "developer", "user", "assistant", "tool", "function"];

    /// <summary>The text for the agent.</summary>
    public static string Read(JsonElement body)
    {
        if (!body.TryGetProperty("messages", out var given) || given.ValueKind is not JsonValueKind.Array)
            throw RefusalException.Invalid("/messages", "missing", "'messages' must be a list with a user's message.");
        var messages = given.EnumerateArray().Select((message, number) => Read(message, number)).ToList();
        var last = messages.FindLastIndex(message => message.Who is "user");
        if (last < 0 || messages.FindLastIndex(message => message.Who is not ("system" or "developer")) != last)
            throw RefusalException.Invalid(
                "/messages",
                "no_user_message",
                "The last message must be the user's: it is what the agent answers."
            );
        var said = messages[last].Text;
        if (string.IsNullOrWhiteSpace(said))
            throw RefusalException.Invalid(
                $"/messages/{last}/content",
                "empty",
                "The user's message is empty: say something."
            );
        if (said.Length > Transcript.LongestSaid)
            throw RefusalException.Invalid(
                $"/messages/{last}/content",
                "context_length_exceeded",
                $"The message has {said.Length} characters; {Transcript.LongestSaid} are the most. Say it shorter, or in parts."
            );
        messages.RemoveAt(last);
        return Transcript.Of(said, [.. messages.Where(message => message.Text.Length > 0)]);
    }

    /// <summary>A text; null where it is not there.</summary>
    public static string? Text(JsonElement of, string name, string pointer)
    {
        if (of.ValueKind is not JsonValueKind.Object || !of.TryGetProperty(name, out var text))
            return null;
        return text.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => Text(text, $"{pointer}/{name}"),
            _ => throw RefusalException.Invalid($"{pointer}/{name}", "wrong_type", $"'{name}' must be a text."),
        };
    }

    private static (string Who, string Text) Read(JsonElement message, int number)
    {
        var pointer = $"/messages/{number}";
        if (Text(message, "role", pointer) is not { } role || !Roles.Contains(role))
            throw RefusalException.Invalid(
                $"{pointer}/role",
                "unsupported_value",
                "'role' must be one of system, developer, user, assistant, tool."
            );
        if (!message.TryGetProperty("content", out var content) || content.ValueKind is JsonValueKind.Null)
            return (role, "");
        return (role, Content(content, $"{pointer}/content"));
    }

    private static string Content(JsonElement content, string pointer)
    {
        if (content.ValueKind is JsonValueKind.String)
            return Text(content, pointer);
        if (content.ValueKind is not JsonValueKind.Array)
            throw RefusalException.Invalid(pointer, "wrong_type", "'content' must be a text, or a list of parts.");
        var text = new StringBuilder();
        foreach (var (part, number) in content.EnumerateArray().Select((part, number) => (part, number)))
        {
            var at = $"{pointer}/{number}";
            var type = Text(part, "type", at);
            if (type is not ("text" or "refusal"))
                throw RefusalException.Invalid(
                    at,
                    "unsupported_content",
                    "The agents here read text only: leave out images, sound and files, or say in words what they show."
                );
            text.Append(text.Length > 0 ? "\n" : "").Append(Text(part, type, at));
        }
        return text.ToString();
    }

    /// <summary>Half of a surrogate pair is noticed only now.</summary>
    private static string Text(JsonElement text, string pointer)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw RefusalException.Invalid(pointer, "invalid_unicode", "The text is not valid Unicode.");
        }
    }
}
