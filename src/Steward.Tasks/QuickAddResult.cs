namespace Steward.Tasks;

public sealed record QuickAddResult(
    [property: Description("One for each line with a task.")] IReadOnlyList<QuickItem> Items
);

public sealed record QuickItem(
    [property: Description("The line's number in the text, from 1.")] int Line,
    [property: Description("What is left of the line.")] string Title,
    [property: Description("As it was added; of a preview, as it would be, under another id.")] TaskView Task,
    [property: Description("What was understood, in the order of the text.")] IReadOnlyList<QuickSpan> Spans,
    [property: Description("Marks that stay in the title, since it is not clear whom they name.")]
        IReadOnlyList<QuickUnresolved> Unresolved
);

public sealed record QuickSpan(
    [property: Description("From the beginning of the whole text, in UTF-16 units.")] int Start,
    [property: Description("In UTF-16 units.")] int Length,
    SpanKind Kind,
    [property: Description("A date or local time, an RRULE, minutes, a priority, a name, the notes.")] string Value,
    [property: Description("Of whom it names.")] Guid? Id
);

public sealed record QuickUnresolved(
    int Start,
    int Length,
    SpanKind Kind,
    string Value,
    UnresolvedReason Reason,
    [property: Description("Some of those that have the name.")] IReadOnlyList<QuickCandidate> Candidates
);

public sealed record QuickCandidate(Guid Id, string Name);

/// <summary>Why a name stays text.</summary>
public enum UnresolvedReason
{
    /// <summary>Nobody that the caller sees is called so.</summary>
    Unknown,

    /// <summary>Several are.</summary>
    Ambiguous,

    /// <summary>A section, and no project to look for it in.</summary>
    NoProject,
}
