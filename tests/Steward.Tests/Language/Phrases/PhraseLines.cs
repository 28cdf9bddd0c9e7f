using System.Globalization;
using NodaTime;

namespace Steward.Tests.Language;

/// <param name="Number">In its file.</param>
/// <param name="Line">What is read.</param>
/// <param name="Expected">Null: it stays text, all of it.</param>
/// <param name="Now">When it is read.</param>
/// <param name="Zone">Where it is read.</param>
internal sealed record PhraseLine(int Number, string Line, string? Expected, DateTimeOffset Now, string Zone)
{
    public PhraseContext Context(string? language) => new(Now, Zone, language);
}

/// <summary>The lines of en.txt and de.txt, which say at their head how they are written.</summary>
internal static class PhraseLines
{
    public static IEnumerable<PhraseLine> Of(string language)
    {
        var (now, zone, number) = (default(DateTimeOffset), "", 0);
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, $"Language/Phrases/{language}.txt")))
        {
            number++;
            if (line.Length == 0 || line.StartsWith(";;", StringComparison.Ordinal))
                continue;
            if (line.StartsWith("@now ", StringComparison.Ordinal))
            {
                (now, zone) = NowOf(line.Split(' '));
                continue;
            }
            var arrow = line.IndexOf(" =>", StringComparison.Ordinal);
            yield return new(
                number,
                arrow < 0 ? line : line[..arrow],
                arrow < 0 ? null : line[(arrow + 3)..].Trim(),
                now,
                zone
            );
        }
    }

    public static string Written(PhraseReading reading)
    {
        List<string> parts = [reading.Title];
        var due = reading.Spans.FirstOrDefault(span => span.Kind is SpanKind.Due)?.Value;
        if (reading.Recurrence is { } recurrence)
        {
            parts.Add($"repeat{(recurrence.FromCompletion ? "!" : "")} {recurrence.Rule}");
            parts.Add($"first {new DatePhrase(recurrence.First, recurrence.Time)}");
        }
        Add("due", due);
        Add("start", reading.Start);
        Add("estimate", reading.EstimateMinutes);
        Add("priority", reading.Priority);
        Add("project", reading.Project);
        Add("section", reading.Section);
        parts.AddRange(reading.Labels.Select(label => $"label {label}"));
        parts.AddRange(reading.Assignees.Select(assignee => $"assignee {assignee}"));
        Add("notes", reading.Notes);
        if (reading.Spans.Any(span => span.Kind is SpanKind.Quote))
            parts.Add("quotes");
        return string.Join(" | ", parts).Trim();

        void Add(string name, object? value)
        {
            if (value is not null)
                parts.Add($"{name} {value}");
        }
    }

    private static (DateTimeOffset, string) NowOf(string[] directive)
    {
        var local = LocalDateTime.FromDateTime(DateTime.Parse(directive[1], CultureInfo.InvariantCulture));
        return (local.InZoneStrictly(DateTimeZoneProviders.Tzdb[directive[2]]).ToDateTimeOffset(), directive[2]);
    }
}
