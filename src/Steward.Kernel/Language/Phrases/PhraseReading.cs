using System.Globalization;
using System.Text;

namespace Steward.Kernel;

/// <summary>A line, and what was understood of it. Of due, start, recurrence, estimate, priority, project and section the last
/// one counts; those before it stay text.</summary>
/// <param name="Line">As it was given.</param>
/// <param name="Language">The one in which it was read.</param>
/// <param name="Spans">In the order of the line; they do not overlap.</param>
public sealed record PhraseReading(string Line, string Language, IReadOnlyList<PhraseSpan> Spans)
{
    private const string Dangling = ",;:-–—";

    /// <summary>With a recurrence, its first occurrence.</summary>
    public DatePhrase? Due { get; init; }
    public DatePhrase? Start { get; init; }
    public RecurrencePhrase? Recurrence { get; init; }
    public int? EstimateMinutes => Number(SpanKind.Estimate);
    public int? Priority => Number(SpanKind.Priority);
    public string? Project => Last(SpanKind.Project);
    public string? Section => Last(SpanKind.Section);
    public string? Notes => Last(SpanKind.Notes);
    public IEnumerable<string> Labels => All(SpanKind.Label);
    public IEnumerable<string> Assignees => All(SpanKind.Assignee);

    /// <summary>The line without all that was understood.</summary>
    public string Title => TitleWithout(Spans);

    /// <summary>
    /// The line without these spans, for whoever leaves some of them in: a name that nobody has. Where one is taken, blanks
    /// become one and a comma, colon or dash that is left over at either end goes too.
    /// </summary>
    public string TitleWithout(IEnumerable<PhraseSpan> taken)
    {
        var title = new StringBuilder(Line.Length);
        var at = 0;
        var isSeam = false;
        foreach (var span in taken.OrderBy(span => span.Start))
        {
            Append(title, Line.AsSpan(at, span.Start - at), isSeam);
            isSeam = span.Kind is not SpanKind.Quote;
            at = span.End;
        }
        Append(title, Line.AsSpan(at), isSeam);
        var isEnd = isSeam && Line.AsSpan(at).Trim(Dangling + " ").IsEmpty;
        return (isEnd ? title.ToString().TrimEnd([.. Dangling, ' ']) : title.ToString()).Trim();
    }

    private static void Append(StringBuilder title, ReadOnlySpan<char> rest, bool isSeam)
    {
        if (isSeam)
        {
            var trimmed = rest.TrimStart();
            while (title.Length > 0 && char.IsWhiteSpace(title[^1]))
                title.Length--;
            if (title.Length == 0)
                trimmed = WithoutDangling(trimmed);
            else if (trimmed.Length > 0 && (trimmed.Length < rest.Length || !char.IsPunctuation(trimmed[0])))
                title.Append(' ');
            rest = trimmed;
        }
        title.Append(rest);
    }

    private static ReadOnlySpan<char> WithoutDangling(ReadOnlySpan<char> rest)
    {
        var isDangling = rest.Length > 1 && Dangling.Contains(rest[0]) && char.IsWhiteSpace(rest[1]);
        return isDangling ? rest[1..].TrimStart() : rest;
    }

    private int? Number(SpanKind kind) =>
        Last(kind) is { } value ? int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private string? Last(SpanKind kind) => Spans.LastOrDefault(span => span.Kind == kind)?.Value;

    private IEnumerable<string> All(SpanKind kind) => Spans.Where(span => span.Kind == kind).Select(span => span.Value);
}
