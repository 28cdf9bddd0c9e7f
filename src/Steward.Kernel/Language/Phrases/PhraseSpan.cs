namespace Steward.Kernel;

public enum SpanKind
{
    Due,
    Start,
    Recurrence,
    Estimate,
    Priority,
    Project,
    Section,
    Label,
    Assignee,
    Notes,
    Quote,
}

/// <summary>A part of the line that was understood.</summary>
/// <param name="Start">In UTF-16 units, from the line's beginning.</param>
/// <param name="Length">In UTF-16 units.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Value">
/// <c>2026-11-21</c> or <c>2026-11-21T15:00</c>; the RRULE; minutes; <c>1</c> to <c>4</c>; the name as it was written, without mark
/// and quotes; the notes. Of a quote, which is the mark alone, nothing.
/// </param>
public sealed record PhraseSpan(int Start, int Length, SpanKind Kind, string Value)
{
    public int End => Start + Length;
}

/// <summary>A day, and a local time of it where one was said.</summary>
public sealed record DatePhrase(DateOnly Date, TimeOnly? Time)
{
    public override string ToString() => Time is { } time ? $"{Date:yyyy-MM-dd}T{time:HH:mm}" : $"{Date:yyyy-MM-dd}";
}

/// <param name="Rule">RFC 5545: FREQ, INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS, COUNT, UNTIL as a date.</param>
/// <param name="FromCompletion">Counted from the day of completion, as <c>every! 3 days</c>.</param>
/// <param name="First">The first occurrence on or after the day that it begins from.</param>
/// <param name="Time">The local time of each occurrence.</param>
public sealed record RecurrencePhrase(string Rule, bool FromCompletion, DateOnly First, TimeOnly? Time);
