namespace Steward.Kernel;

/// <summary>
/// What people write in one line, understood without guessing: dates and times, recurrence, marks, estimates, notes. Pure and
/// deterministic; the words stand in a file per language beside this one. What is not understood stays text.
/// </summary>
public static class Phrases
{
    /// <summary>More characters than this in a line are refused.</summary>
    public const int LongestLine = 2_000;

    /// <summary>The languages that there are files for, in the order in which they are tried.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. Lexicon.All.Select(lexicon => lexicon.Name)];

    /// <summary>
    /// Without a language each is tried, and the one that knows more characters as dates, recurrence and estimate, or as what only
    /// looks like them, is taken; the first of <see cref="Languages"/> where they are even.
    /// </summary>
    public static PhraseReading Read(string line, PhraseContext context)
    {
        if (line.Length > LongestLine)
            throw RefusalException.Invalid(
                "/text",
                "line_too_long",
                $"A line may have {LongestLine} characters at most; break it up or put the rest into notes."
            );

        var today = new Today(context);
        var tokens = Tokenizer.Read(line);
        var marks = Marks.Read(line);
        LineReader? best = null;
        var languages = Lexicon.For(context.Language);
        foreach (var lexicon in languages)
        {
            var reader = new LineReader(line, tokens, marks, lexicon, today);
            if (best is null || reader.Known > best.Known)
                best = reader;
        }
        return best!.Reading(languages);
    }

    /// <summary>
    /// A date alone and whole, as <c>tomorrow</c>, <c>next monday at 9</c>, <c>24.12.2026</c>; here also one that has passed, as
    /// <c>yesterday</c> and <c>3 days ago</c>, and a weekday's abbreviation.
    /// </summary>
    public static bool TryDate(string phrase, PhraseContext context, out DatePhrase date)
    {
        var found = Whole(phrase, context, Group.Alone) as DateFound;
        date = found is { } value ? new(value.Date, value.Time) : new(default, null);
        return found is not null;
    }

    /// <summary>A recurrence alone and whole, as <c>every weekday at 9</c> and <c>alle! 3 tage</c>.</summary>
    public static bool TryRecurrence(string phrase, PhraseContext context, out RecurrencePhrase recurrence)
    {
        recurrence = (Whole(phrase, context, Group.Series) as Series)?.Phrase ?? new("", false, default, null);
        return recurrence.Rule.Length > 0;
    }

    private static object? Whole(string phrase, PhraseContext context, Group group)
    {
        if (phrase.Length > LongestLine)
            return null;

        var today = new Today(context);
        var tokens = Tokenizer.Read(phrase);
        return Lexicon
            .For(context.Language)
            .Select(lexicon => new Matcher(phrase, tokens, lexicon, today).Whole(group))
            .FirstOrDefault(value => value is not null);
    }
}
