using System.Text.Json;

namespace Steward.Tasks;

/// <summary>
/// Vikunja's export: the text of the data.json that stands in its ZIP file. Its priorities 5 and 4 are our 1, 3 is 2, 2 is 3, 1 and
/// none are 4. What is not understood by name is not read: attachments, colours of tasks, percentages.
/// </summary>
internal static class VikunjaText
{
    public static void Read(string text, Draft draft)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new() { MaxDepth = 64 });
            if (document.RootElement.ValueKind is not JsonValueKind.Array)
                draft.Faults.Spoil("", "It is no export of Vikunja's: that is a list of projects.");
            else
                new VikunjaProjects(draft).Read(document.RootElement);
        }
        catch (Exception fault) when (Wire.IsUnreadable(fault))
        {
            draft.Faults.Spoil(
                fault is JsonException { LineNumber: { } line } ? $"line {line + 1}" : "",
                "It is not valid JSON, or not as Vikunja writes it."
            );
        }
    }
}
