using System.Globalization;
using System.Text;

namespace Steward.Tasks;

/// <summary>
/// Writes tasks as an iCalendar (RFC 5545) of events: calendar programs show those, and hardly any the format's own to-dos. A time
/// is written in UTC, so that no zone needs to be described; a day is a whole day wherever it is read.
/// </summary>
internal static class CalendarText
{
    private const int LongestLine = 75;
    private const int UsualMinutes = 30;
    private const int LongestNotes = 4000;

    public static string Of(IEnumerable<CalendarEvent> events)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN", "VCALENDAR");
        Line(text, "VERSION", "2.0");
        Line(text, "PRODID", "-//Steward//Tasks//EN");
        Line(text, "CALSCALE", "GREGORIAN");
        Line(text, "X-WR-CALNAME", "Steward");
        foreach (var one in events)
            Event(text, one.Task, one.Due);
        Line(text, "END", "VCALENDAR");
        return text.ToString();
    }

    private static void Event(StringBuilder text, TaskView task, Due due)
    {
        Line(text, "BEGIN", "VEVENT");
        Line(text, "UID", $"{task.Id}-{due.Date:yyyyMMdd}@steward");
        Line(text, "DTSTAMP", Time(task.UpdatedAt));
        Line(text, "LAST-MODIFIED", Time(task.UpdatedAt));
        if (due.Time is { } time)
        {
            var start = Zones.At(due.Date, time, due.TimeZone!);
            Line(text, "DTSTART", Time(start));
            Line(text, "DTEND", Time(start.AddMinutes(task.EstimateMinutes ?? UsualMinutes)));
        }
        else
            Line(text, "DTSTART;VALUE=DATE", due.Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        Line(text, "SUMMARY", Escaped(task.Key is null ? task.Title : $"{task.Title} ({task.Key})"));
        if (task.Notes is { Length: > 0 } notes)
            Line(text, "DESCRIPTION", Escaped(notes.Length <= LongestNotes ? notes : Start(notes)));
        if (task.Labels is not [])
            Line(text, "CATEGORIES", string.Join(',', task.Labels.Select(Escaped)));
        if (task.Priority < 4)
            Line(
                text,
                "PRIORITY",
                task.Priority switch
                {
                    1 => "1",
                    2 => "5",
                    _ => "9",
                }
            );
        // A task takes no time away from others.
        Line(text, "TRANSP", "TRANSPARENT");
        Line(text, "END", "VEVENT");
    }

    private static string Time(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Start(string notes) =>
        notes[..(char.IsHighSurrogate(notes[LongestNotes - 1]) ? LongestNotes - 1 : LongestNotes)] + "…";

    /// <summary>RFC 5545, 3.3.11; without control characters, which the format does not have.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n"))
            _ = c switch
            {
                '\n' => escaped.Append("\\n"),
                '\\' or ';' or ',' => escaped.Append('\\').Append(c),
                '\t' => escaped.Append(c),
                _ when char.IsControl(c) => escaped,
                _ => escaped.Append(c),
            };
        return escaped.ToString();
    }

    /// <summary>RFC 5545, 3.1: at most 75 bytes a line, folded between characters.</summary>
    private static void Line(StringBuilder text, string name, string value)
    {
        var bytes = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                bytes = 1;
            }
            text.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }
}

/// <summary>A task on one of its days.</summary>
internal sealed record CalendarEvent(TaskView Task, Due Due);
