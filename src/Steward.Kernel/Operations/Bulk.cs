using System.Text.Json;

namespace Steward.Kernel;

/// <summary>How the items of a bulk operation hang together.</summary>
public enum BulkMode
{
    /// <summary>One change: all of them, or none.</summary>
    Atomic,

    /// <summary>Each by itself, as if it had been called alone; those that fail do not stop the others.</summary>
    Each,
}

/// <summary>An operation that does another one many times.</summary>
public interface IBulk
{
    /// <summary>How many items one takes.</summary>
    const int Most = 200;

    BulkMode Mode { get; }

    /// <summary>The calls, in their order.</summary>
    IReadOnlyList<IOperation> Calls { get; }
}

/// <summary>What came of each item, in the order in which they were given.</summary>
public sealed record BulkResult<T>(IReadOnlyList<BulkItem<T>> Items)
{
    internal static BulkResult<T> Of(IReadOnlyList<BulkOutcome> outcomes) =>
        new([
            .. outcomes.Select(
                (outcome, index) =>
                    new BulkItem<T>(
                        index,
                        // Of a replay it is what was answered first.
                        outcome.Result
                            is JsonElement json
                            ? json.Deserialize<T>(Wire.Json)
                            : (T?)outcome.Result,
                        outcome.Refusal is { } refusal
                            ? new(refusal.Code, refusal.Message, refusal.Params, refusal.Errors)
                            : null,
                        outcome.ChangeId
                    )
            ),
        ]);
}

public sealed record BulkItem<T>(
    [property: Description("Its place in the list that was given, from 0.")] int Index,
    [property: Description("Null if it was refused.")] T? Result,
    [property: Description("Why it was refused.")] BulkError? Error,
    [property: Description("The change that it left, where each is one by itself.")] Guid? ChangeId
);

public sealed record BulkError(
    string Code,
    string Message,
    IReadOnlyDictionary<string, object?> Params,
    IReadOnlyList<InputError> Errors
);

internal sealed record BulkOutcome(object? Result, RefusalException? Refusal, Guid? ChangeId);

public static class BulkCalls
{
    extension(OperationContext context)
    {
        /// <summary>Calls them one after the other in this transaction; the refusal of one names it, and takes all back.</summary>
        /// <param name="input">The input that holds them.</param>
        /// <param name="calls">The calls.</param>
        /// <param name="ct">Ends them.</param>
        public async Task<BulkResult<T>> CallAll<T>(
            string input,
            IReadOnlyList<IOperation<T>> calls,
            CancellationToken ct
        )
        {
            var results = await context.CallAll(
                calls,
                (refusal, index) => OfItem(refusal, $"/{input}/{index}", index),
                ct
            );
            return new([.. results.Select((result, index) => new BulkItem<T>(index, result, null, null))]);
        }

        /// <summary>The same where the input does not hold the calls themselves.</summary>
        /// <param name="calls">The calls.</param>
        /// <param name="told">What is told instead of the refusal of the call at that place.</param>
        /// <param name="ct">Ends them.</param>
        public async Task<IReadOnlyList<T>> CallAll<T>(
            IReadOnlyList<IOperation<T>> calls,
            Func<RefusalException, int, RefusalException> told,
            CancellationToken ct
        )
        {
            var results = new List<T>(calls.Count);
            foreach (var (index, call) in calls.Index())
            {
                try
                {
                    results.Add(
                        await context.Call(
                            call ?? throw RefusalException.Invalid("", "required", "An item may not be null."),
                            ct
                        )
                    );
                }
                catch (RefusalException refusal)
                {
                    throw told(refusal, index);
                }
            }
            return results;
        }
    }

    private static RefusalException OfItem(RefusalException refusal, string pointer, int index) =>
        new(refusal.Kind, refusal.Code, $"Nothing was done: item {index} was refused. {refusal.Message}")
        {
            Params = refusal
                .Params.Append(KeyValuePair.Create("index", (object?)index))
                .DistinctBy(pair => pair.Key)
                .ToDictionary(),
            Errors = [.. refusal.Errors.Select(error => error with { Pointer = pointer + error.Pointer })],
            RetryAfter = refusal.RetryAfter,
        };
}
