using System.Text.Json;

namespace Steward.Kernel;

/// <summary>One call, as a surface hands it to the pipeline.</summary>
public sealed record OperationRequest
{
    public required OperationInfo Operation { get; init; }
    public required Caller Caller { get; init; }

    /// <summary>Reads the input; called after the caller is authorized. Throws a refusal when it cannot be read.</summary>
    public required Func<GivenInput> Input { get; init; }

    public bool Preview { get; init; }

    /// <summary>Makes a command safe to repeat: the same key and input give the first answer again. At most 200 characters.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The version that the caller knows; another one is 412.</summary>
    public long? IfVersion { get; init; }

    /// <summary>Ties the calls of one bulk request or one run together in the journal.</summary>
    public Guid? BatchId { get; init; }

    /// <summary>The bulk operation of which this is an item, done by itself: rules about it hold here, too.</summary>
    internal OperationInfo? Bulk { get; init; }

    /// <summary>The stored job that this call is; it ends with the call's transaction.</summary>
    internal Guid? JobId { get; init; }
}

/// <summary>What a call came to.</summary>
public sealed record Outcome
{
    /// <summary>The operation's result; of a replay, the JSON of the first answer; of a preview, JSON without fresh secrets.</summary>
    public object? Result { get; init; }

    /// <summary>The change in the journal; null when nothing changed.</summary>
    public Guid? ChangeId { get; init; }

    public bool Replayed { get; init; }

    /// <summary>The rows that a preview would change; null when it was no preview.</summary>
    public IReadOnlyList<RowChange>? Preview { get; init; }
}

/// <summary>One row of a change.</summary>
/// <param name="Entity">The entity's wire name: <c>task</c>.</param>
/// <param name="Kind">added, changed or deleted.</param>
/// <param name="Before">The row before; null when it was added.</param>
/// <param name="After">The row after; null when it was deleted.</param>
public sealed record RowChange(string Entity, Guid Id, RowChangeKind Kind, JsonElement? Before, JsonElement? After);

public enum RowChangeKind
{
    Added,
    Changed,
    Deleted,
}
