using System.Text.Json;

namespace Steward.Server.Cli;

/// <summary>An answer for people's eyes: one field per line, a blank line between the items of a list. What is null is left out.</summary>
internal static class Plain
{
    public static void Write(TextWriter output, JsonElement answer)
    {
        if (answer.ValueKind is JsonValueKind.Object && answer.TryGetProperty("items", out var items))
            WritePage(output, answer, items);
        else
            WriteValue(output, answer, "");
    }

    private static void WritePage(TextWriter output, JsonElement page, JsonElement items)
    {
        var isFirst = true;
        foreach (var item in items.EnumerateArray())
        {
            if (!isFirst)
                output.WriteLine();
            isFirst = false;
            WriteValue(output, item, "");
        }
        if (isFirst)
            output.WriteLine("Nothing found.");
        if (page.TryGetProperty("next_cursor", out var cursor) && cursor.ValueKind is JsonValueKind.String)
            output.WriteLine($"\nThere is more: --cursor {cursor.GetString()}");
    }

    private static void WriteValue(TextWriter output, JsonElement value, string indent)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var field in value.EnumerateObject())
                    WriteField(output, field, indent);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    output.WriteLine(indent + "-");
                    WriteValue(output, item, indent + "  ");
                }
                break;
            default:
                output.WriteLine(indent + Text(value, indent));
                break;
        }
    }

    private static void WriteField(TextWriter output, JsonProperty field, string indent)
    {
        if (field.Value.ValueKind is JsonValueKind.Null)
            return;
        if (field.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            output.WriteLine($"{indent}{field.Name}:");
            WriteValue(output, field.Value, indent + "  ");
        }
        else
            output.WriteLine($"{indent}{field.Name}: {Text(field.Value, indent)}");
    }

    /// <summary>What others wrote must not reach the terminal as a command to it.</summary>
    public static string Clean(string text) => string.Concat(text.Where(c => c is '\n' or '\t' || !char.IsControl(c)));

    private static string Text(JsonElement value, string indent) =>
        Clean(value.ToString()).Replace("\n", "\n" + indent + "  ");
}
