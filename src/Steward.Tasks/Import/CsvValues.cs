using System.Globalization;

namespace Steward.Tasks;

/// <summary>What words and numbers in cells mean.</summary>
internal static class CsvValues
{
    public static int? Priority(string text) =>
        text.ToLowerInvariant() switch
        {
            "1" or "p1" or "urgent" or "highest" or "critical" or "dringend" or "kritisch" or "a" => 1,
            "2" or "p2" or "high" or "important" or "hoch" or "wichtig" or "b" => 2,
            "3" or "p3" or "medium" or "normal" or "mittel" or "c" => 3,
            "4" or "p4" or "0" or "low" or "lowest" or "none" or "niedrig" or "gering" or "keine" or "d" => 4,
            _ => null,
        };

    public static Status? Status(string text) =>
        text.ToLowerInvariant().Replace('_', ' ') switch
        {
            "todo"
            or "to do"
            or "open"
            or "new"
            or "not started"
            or "needs action"
            or "false"
            or "no"
            or "n"
            or "0"
            or "0%"
            or "offen"
            or "neu"
            or "nicht begonnen"
            or "nein"
            or "incomplete" => Tasks.Status.Todo,
            "in progress" or "doing" or "started" or "active" or "in arbeit" or "in bearbeitung" or "begonnen" => Tasks
                .Status
                .InProgress,
            "in review" or "review" or "waiting" or "in prüfung" => Tasks.Status.InReview,
            "done"
            or "completed"
            or "complete"
            or "finished"
            or "closed"
            or "true"
            or "yes"
            or "y"
            or "x"
            or "1"
            or "100%"
            or "erledigt"
            or "fertig"
            or "abgeschlossen"
            or "ja"
            or "wahr" => Tasks.Status.Done,
            "cancelled" or "canceled" or "abgebrochen" or "storniert" => Tasks.Status.Cancelled,
            _ => null,
        };

    public static int? Minutes(string text)
    {
        text = text.Trim().ToLowerInvariant();
        var unit = text.TrimStart("0123456789.".ToCharArray()).Trim();
        var number = text[..^unit.Length].Trim();
        var factor = unit switch
        {
            "" or "m" or "min" or "minutes" or "minuten" => 1,
            "h" or "hours" or "hour" or "stunden" or "std" => 60,
            "d" or "days" or "day" or "tage" => 24 * 60,
            _ => 0,
        };
        return
            factor > 0
            && number.Length <= 8
            && decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? (int)Math.Min(value * factor, int.MaxValue)
            : null;
    }

    public static int? Indent(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level is >= 1 and <= 100
            ? level
            : null;
}
