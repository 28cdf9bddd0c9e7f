using Npgsql;

namespace Steward.Kernel;

/// <summary>A function that is called with a commit, and who is told what it answered once that stands.</summary>
internal sealed record CommitCall(NpgsqlBatchCommand Command, Action<IReadOnlyList<object?[]>> Then)
{
    /// <param name="batch">The calls, in their order, in front of all else; COMMIT at the end.</param>
    /// <param name="calls">The calls.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<int> Execute(NpgsqlBatch batch, IReadOnlyList<CommitCall> calls, CancellationToken ct)
    {
        var answers = new List<IReadOnlyList<object?[]>>();
        await using (var reader = await batch.ExecuteReaderAsync(ct))
        {
            while (answers.Count < calls.Count)
            {
                answers.Add(await Database.Rows(reader, ct));
                await reader.NextResultAsync(ct);
            }
            // A fault of what stands behind shows itself only here.
            while (await reader.NextResultAsync(ct)) { }
        }
        for (var place = 0; place < calls.Count; place++)
            calls[place].Then(answers[place]);
        return calls.Count;
    }
}
