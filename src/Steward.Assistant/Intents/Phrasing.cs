using System.Globalization;
using System.Text.Json.Nodes;

namespace Steward.Assistant;

/// <summary>Fills slots with what <see cref="Phrases"/> makes of the words.</summary>
internal static class Phrasing
{
    private const int Longest = 200;
    private static readonly TimeOnly Morning = new(9, 0);

    /// <summary>What ends a sentence and belongs to no date; a point may.</summary>
    public static ReadOnlySpan<char> Ends => "?!.,;";

    /// <summary>Null: it is nothing of the kind.</summary>
    public static JsonNode? Read(PhraseKind kind, string text, PhraseContext when) =>
        Whole(kind, text, when)
        ?? (
            text.AsSpan().TrimEnd(Ends) is { IsEmpty: false } ended && ended.Length < text.Length
                ? Whole(kind, ended.ToString(), when)
                : null
        );

    private static JsonNode? Whole(PhraseKind kind, string text, PhraseContext when)
    {
        if (text.Length > (kind is PhraseKind.DatedLine or PhraseKind.UndatedLine ? Phrases.LongestLine : Longest))
            return null;
        return kind switch
        {
            PhraseKind.Date => Date(text, when) is { } date ? Due(date, when.Zone) : null,
            PhraseKind.Day => Date(text, when) is { Time: null } day ? Written(day.Date) : null,
            PhraseKind.Moment => Date(text, when) is { } moment ? Instant(moment, when.Zone) : null,
            PhraseKind.Duration => Phrases.Read(text, when) is { Title: "", EstimateMinutes: { } minutes }
                ? minutes
                : null,
            PhraseKind.Recurrence => Phrases.TryRecurrence(text, when, out _) ? text : null,
            PhraseKind.DatedLine => Line(text, when) is { Due: not null } ? text : null,
            _ => Line(text, when) is { Due: null } ? text : null,
        };
    }

    private static DatePhrase? Date(string text, PhraseContext when) =>
        Phrases.TryDate(text, when, out var date) ? date : null;

    private static PhraseReading? Line(string text, PhraseContext when) =>
        Phrases.Read(text, when) is { Title.Length: > 0 } line ? line : null;

    private static JsonObject Due(DatePhrase date, string zone)
    {
        var due = new JsonObject { ["date"] = Written(date.Date) };
        if (date.Time is { } time)
            (due["time"], due["time_zone"]) = (time.ToString("HH:mm", CultureInfo.InvariantCulture), zone);
        return due;
    }

    private static string Instant(DatePhrase date, string zone) =>
        Zones
            .At(date.Date, date.Time ?? Morning, zone)
            .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Written(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
