namespace Steward.Kernel;

/// <summary>What is wrong with a query, and where.</summary>
internal sealed record QueryFault(QuerySpan Span, string Message)
{
    /// <summary>What could stand there, in words.</summary>
    public IReadOnlyList<string> Expected { get; init; } = [];

    /// <summary>What was perhaps meant.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];
}

/// <summary>The text of a query and the input that it came in, by which its faults are told.</summary>
internal sealed record QuerySource(string Text, string Pointer)
{
    private const int LongestPiece = 40;

    /// <summary>Positions are told from 1; the parameters are those of the first fault.</summary>
    public RefusalException Refusal(params IReadOnlyList<QueryFault> faults)
    {
        var errors = faults.Select(fault => new InputError(Pointer, "invalid_query", Sentence(fault))).ToList();
        var first = faults[0];
        return new(
            RefusalKind.Invalid,
            "invalid_input",
            "The query is not valid. " + string.Join(" ", errors.Select(error => error.Message))
        )
        {
            Errors = errors,
            Params = new Dictionary<string, object?>
            {
                ["position"] = first.Span.Start + 1,
                ["length"] = first.Span.Length,
                ["expected"] = first.Expected,
                ["suggestions"] = first.Suggestions,
            },
        };
    }

    private string Sentence(QueryFault fault)
    {
        var meant = string.Join(" or ", fault.Suggestions.Select(one => $"'{one}'"));
        return $"{Place(fault.Span)}: {fault.Message}" + (meant.Length > 0 ? $" Did you mean {meant}?" : "");
    }

    private string Place(QuerySpan span)
    {
        if (span.Length == 0)
            return "At the end of the query";
        var piece = Text.Substring(span.Start, Math.Min(span.Length, LongestPiece));
        if (char.IsHighSurrogate(piece[^1]))
            piece = piece[..^1];
        return $"At character {span.Start + 1} ('{Visible(piece)}{(span.Length > LongestPiece ? "..." : "")}')";
    }

    private static string Visible(string piece) =>
        string.Concat(piece.Select(c => char.IsControl(c) || char.IsLowSurrogate(c) && piece.Length == 1 ? '?' : c));
}
