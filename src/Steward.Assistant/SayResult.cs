using System.Text.Json;

namespace Steward.Assistant;

public enum SayState
{
    /// <summary>It was understood, and done if there was something to do.</summary>
    Done,

    /// <summary>It was understood; it cannot be taken back, and is done when it is said again with <c>confirm</c>.</summary>
    Confirm,

    /// <summary>It could mean more than one thing, or something is missing. Nothing was done.</summary>
    Unclear,

    /// <summary>It was not understood. Nothing was done.</summary>
    Unknown,
}

public sealed record SayResult(
    SayState State,
    [property: Description("What was meant, as complete_task; null if that is not clear.")] string? Intent,
    [property: Description("The answer, in the language that was spoken.")] string Answer,
    [property: Description("The operation that was called; of several the last.")] string? Operation,
    [property: Description("What that operation answered.")] JsonElement? Result,
    [property: Description("What each part of the sentence was taken for.")] IReadOnlyDictionary<string, string> Slots,
    [property: Description("Sentences that could be said instead.")] IReadOnlyList<string> Suggestions,
    [property: Description("The language that was understood: en or de.")] string Language
);
