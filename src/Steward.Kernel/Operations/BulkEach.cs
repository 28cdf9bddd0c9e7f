namespace Steward.Kernel;

/// <summary>The items of a bulk operation, each through the whole door by itself, under one batch id and a key of its own.</summary>
internal static class BulkEach
{
    public static async Task<Outcome> Run(
        Pipeline pipeline,
        OperationRequest request,
        IReadOnlyList<Func<GivenInput>> items,
        Guid batch,
        CancellationToken ct
    )
    {
        Replay.Check(request.IdempotencyKey);
        if (request.IfVersion is not null)
            throw RefusalException.Invalid(
                "",
                "no_version",
                "The items have versions of their own; do them atomically."
            );
        var outcomes = new List<BulkOutcome>(items.Count);
        var (replayed, preview) = (items.Count > 0, new List<RowChange>());
        foreach (var (index, item) in items.Index())
        {
            try
            {
                var outcome = await pipeline.Run(
                    request with
                    {
                        Operation = request.Operation.Item!,
                        Input = item,
                        Bulk = request.Operation,
                        BatchId = batch,
                        IdempotencyKey = Replay.ItemKey(request.IdempotencyKey, index),
                    },
                    ct
                );
                outcomes.Add(new(outcome.Result, null, outcome.ChangeId));
                replayed &= outcome.Replayed;
                preview.AddRange(outcome.Preview ?? []);
            }
            catch (RefusalException refusal) when (refusal.Kind is not RefusalKind.Unauthenticated)
            {
                outcomes.Add(new(null, refusal, null));
                replayed = false;
            }
        }
        return new()
        {
            Result = request.Operation.Item!.ResultOfEach(outcomes),
            Replayed = replayed,
            Preview = request.Preview ? preview : null,
        };
    }
}
