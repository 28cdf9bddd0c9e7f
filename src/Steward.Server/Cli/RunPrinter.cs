using System.Text.Json;

namespace Steward.Server.Cli;

/// <summary>What an agent says, as it says it, and a line for each of its calls: <c>- add_task: Pay the rent (change ...)</c>.</summary>
/// <param name="output">Where the words go.</param>
/// <param name="notes">Where all else goes.</param>
/// <param name="isTerminal">Somebody looks at it: what is beside the point is dimmed.</param>
internal sealed class RunPrinter(TextWriter output, TextWriter notes, bool isTerminal)
{
    private const int LongestAbout = 100;
    private static readonly string[] Telling = ["title", "name", "text", "task", "query", "message"];

    private readonly Dictionary<string, string> calls = [];
    private int? saying;
    private bool isInLine;

    /// <summary>How it ended: done, failed or cancelled; null: it has not.</summary>
    public string? State { get; private set; }

    public void Print(string name, JsonElement data)
    {
        switch (name)
        {
            case "text":
                Say(data.GetProperty("number").GetInt32(), data.GetProperty("text").GetString()!);
                break;
            case "step":
                PrintStep(data);
                break;
            case "end":
                EndLine();
                State = data.GetProperty("state").GetString();
                break;
            case "refused":
                Note(data.GetProperty("message").GetString()!);
                State = name;
                break;
        }
    }

    /// <summary>What comes next begins a line.</summary>
    public void EndLine()
    {
        if (isInLine)
            output.WriteLine();
        isInLine = false;
        output.Flush();
    }

    public void Note(string text)
    {
        EndLine();
        text = Plain.Clean(text);
        notes.WriteLine(isTerminal ? $"\u001b[2m{text}\u001b[0m" : text);
    }

    private void Say(int number, string text)
    {
        if (saying != number)
            EndLine();
        saying = number;
        text = Plain.Clean(text);
        output.Write(text);
        output.Flush();
        isInLine = text.Length > 0 ? text[^1] != '\n' : isInLine;
    }

    private void PrintStep(JsonElement step)
    {
        switch (step.GetProperty("kind").GetString())
        {
            case "call":
                calls[Text(step, "call_id")!] = About(step);
                break;
            case "result":
                var about = calls.GetValueOrDefault(Text(step, "call_id")!, "a call");
                if (step.GetProperty("is_error").ValueKind is JsonValueKind.True)
                    Note($"- {about} (failed: {Short(Text(step, "output") ?? "")})");
                else
                    Note(Text(step, "change_id") is { } change ? $"- {about} (change {change})" : $"- {about}");
                break;
            case "discarded":
                Note("(The model broke off, and begins anew.)");
                break;
            case "end" when Text(step, "message") is { } message && Text(step, "state") is not "done":
                Note(message);
                break;
        }
    }

    private static string About(JsonElement call)
    {
        var tool = Text(call, "tool")!;
        if (!call.TryGetProperty("arguments", out var given) || given.ValueKind is not JsonValueKind.Object)
            return tool;
        var told =
            Telling.Select(name => Text(given, name)).FirstOrDefault(text => text is not null)
            ?? given
                .EnumerateObject()
                .Where(one => one.Value.ValueKind is JsonValueKind.String)
                .Select(one => one.Value.GetString())
                .FirstOrDefault();
        return told is null ? tool : $"{tool}: {Short(told)}";
    }

    private static string Short(string text)
    {
        var line = text.AsSpan().Trim();
        if (line.IndexOfAny('\r', '\n') is >= 0 and var end)
            line = line[..end];
        return line.Length <= LongestAbout
            ? line.ToString()
            : string.Concat(line[..(LongestAbout - (char.IsHighSurrogate(line[LongestAbout - 1]) ? 1 : 0))], "...");
    }

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String ? text.GetString() : null;
}
