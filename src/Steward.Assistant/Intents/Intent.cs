namespace Steward.Assistant;

/// <summary>What somebody may want: the sentences for it, the operations that do it, and what is said then.</summary>
internal sealed record Intent
{
    public required string Name { get; init; }

    /// <summary>A sentence that shows what can be said; null: it is not shown.</summary>
    public string? Example { get; init; }

    /// <summary>Called one after the other; none: it is an answer alone.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    public required Answer Answer { get; init; }

    /// <summary>Without this value nothing is done.</summary>
    public ValuePath? Needs { get; init; }

    /// <summary>What is said then.</summary>
    public TextTemplate? Otherwise { get; init; }

    /// <summary>The answer is a question: nothing is done yet.</summary>
    public bool IsQuestion { get; init; }
}

/// <param name="Operation">What is called.</param>
/// <param name="Input">What it is given.</param>
/// <param name="IsOptional">It is left out where the caller may not do it.</param>
internal sealed record Step(OperationInfo Operation, InputTemplate.Members Input, bool IsOptional);
