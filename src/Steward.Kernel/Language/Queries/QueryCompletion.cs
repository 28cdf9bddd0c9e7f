namespace Steward.Kernel;

/// <summary>What could stand at a place in a query.</summary>
/// <param name="Start">Where the piece begins that a suggestion replaces: characters (UTF-16) before it.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Suggestions">At most 50.</param>
public sealed record QueryCompletion(int Start, int Length, IReadOnlyList<QuerySuggestion> Suggestions);

/// <param name="Insert">What to write in place of the piece.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Description">What it means; may be empty.</param>
public sealed record QuerySuggestion(string Insert, QuerySuggestionKind Kind, string Description);

public enum QuerySuggestionKind
{
    Field,
    Flag,
    Operator,
    Value,
    Keyword,
}
