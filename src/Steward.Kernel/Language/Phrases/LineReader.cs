using System.Globalization;

namespace Steward.Kernel;

/// <summary>
/// Puts together what a line says in one language. What begins first is taken, then what follows it; of two dates, recurrences or
/// estimates the last counts. A date and a time that stand apart belong together; a date beside a recurrence is where it begins.
/// </summary>
internal sealed class LineReader
{
    private readonly string line;
    private readonly Token[] tokens;
    private readonly Lexicon lexicon;
    private readonly Today today;
    private readonly List<PhraseSpan> marks;
    private readonly List<Part> parts = [];

    public LineReader(string line, Token[] tokens, List<PhraseSpan> marks, Lexicon lexicon, Today today)
    {
        (this.line, this.tokens, this.marks, this.lexicon, this.today) = (line, tokens, marks, lexicon, today);
        var matcher = new Matcher(line, tokens, lexicon, today, Taken());
        for (var at = 0; at < tokens.Length; at++)
            if (matcher.StartAt(at) is { } found)
            {
                Add(at, found);
                at = found.End - 1;
            }
    }

    private sealed record Part(int Start, int End, object Value);

    /// <summary>How many characters are known: dates, recurrence, estimate, and what only looks like them.</summary>
    public int Known { get; private set; }

    /// <param name="languages">Those that are tried: what one of them understands in a quote, the quote keeps from it.</param>
    public PhraseReading Reading(IReadOnlyCollection<Lexicon> languages)
    {
        var start = Last<DateFound>(when => when.IsStart);
        var date = Last<DateFound>(when => when is { IsStart: false, IsTimeOnly: false });
        var time = Last<DateFound>(when => when is { IsStart: false, IsTimeOnly: true });
        var series = Last<Series>(_ => true);
        var estimate = Last<int>(_ => true);

        var due = (DateFound?)(date ?? time)?.Value;
        if (date is not null && time is not null)
            (due, time) = Joined(due!, time);
        var recurrence = series is null
            ? null
            : Recurrence((Series)series.Value, date is null ? null : due?.Date, due?.Time);

        var spans = new List<PhraseSpan>();
        Add(start, SpanKind.Start, start is null ? null : Phrase((DateFound)start.Value));
        Add(date, SpanKind.Due, due is null ? null : Phrase(due));
        Add(time, SpanKind.Due, due is null ? null : Phrase(due));
        Add(series, SpanKind.Recurrence, recurrence?.Rule);
        Add(estimate, SpanKind.Estimate, estimate?.Value);
        foreach (var mark in marks)
            if (mark.Kind is SpanKind.Quote)
                spans.AddRange(QuoteMarks(mark, languages));
            else if (
                mark.Kind is SpanKind.Label or SpanKind.Assignee
                || marks.FindLast(other => other.Kind == mark.Kind) == mark
            )
                spans.Add(mark);

        return new(line, lexicon.Name, [.. spans.OrderBy(span => span.Start)])
        {
            Due =
                recurrence is not null ? new(recurrence.First, recurrence.Time)
                : due is not null ? Phrase(due)
                : null,
            Start = start is null ? null : Phrase((DateFound)start.Value),
            Recurrence = recurrence,
        };

        void Add(Part? part, SpanKind kind, object? value)
        {
            if (part is not null)
                spans.Add(
                    new(part.Start, part.End - part.Start, kind, Convert.ToString(value, CultureInfo.InvariantCulture)!)
                );
        }
    }

    /// <summary>A day after which nothing of it is left is not where it begins.</summary>
    private RecurrencePhrase Recurrence(Series series, DateOnly? day, TimeOnly? time) =>
        series.From(day, time ?? series.Phrase.Time, today) ?? series.Phrase;

    private (DateFound Due, Part? Time) Joined(DateFound date, Part time) =>
        date.Time is null && WhenMeanings.WithTime(date, ((DateFound)time.Value).Time, today) is { } both
            ? (both, time)
            : (date, null);

    private bool[] Taken()
    {
        var taken = new bool[tokens.Length];
        var next = 0;
        for (var at = 0; at < tokens.Length && next < marks.Count; at++)
        {
            while (next < marks.Count && marks[next].End <= tokens[at].Start)
                next++;
            taken[at] = next < marks.Count && marks[next].Start < tokens[at].End;
        }
        return taken;
    }

    /// <summary>Parentheses around it belong to it; where they hold more, it stays text.</summary>
    private void Add(int at, Found found)
    {
        var (start, end) = (tokens[at].Start, tokens[found.End - 1].End);
        Known += end - start;
        if (found.Group is Group.Text)
            return;
        if (at > 0 && tokens[at].IsGlued)
        {
            if (found.End == tokens.Length || line[tokens[found.End].Start] is not ')')
                return;
            (start, end) = (tokens[at - 1].Start, tokens[found.End].End);
        }
        parts.Add(new(start, end, found.Value));
    }

    private Part? Last<T>(Predicate<T> isMeant) => parts.FindLast(part => part.Value is T value && isMeant(value));

    /// <summary>The quotes go where they kept something from being understood; others belong to the title.</summary>
    private IEnumerable<PhraseSpan> QuoteMarks(PhraseSpan quote, IEnumerable<Lexicon> languages)
    {
        var inside = Marks.Read(quote.Value);
        var words = Tokenizer.Read(quote.Value);
        return
            inside.Exists(mark => mark.Kind is not SpanKind.Quote)
            || languages.Any(one => new LineReader(quote.Value, words, inside, one, today).parts.Count > 0)
            ? [new(quote.Start, 1, SpanKind.Quote, ""), new(quote.End - 1, 1, SpanKind.Quote, "")]
            : [];
    }

    private static DatePhrase Phrase(DateFound found) => new(found.Date, found.Time);
}
