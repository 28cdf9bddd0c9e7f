using System.Text.Json;
using Npgsql;

namespace Steward.Kernel;

/// <summary>What a preview asks of a call's transaction.</summary>
internal sealed partial class Transaction
{
    public async Task<Outcome> ShowAndRollBack(OperationInfo operation, object? result, CancellationToken ct)
    {
        CheckWhole(operation);
        // Deferred constraints speak up at commit only; a preview must hear them too.
        await using var check = new NpgsqlCommand("SET CONSTRAINTS ALL IMMEDIATE", Database.Connection);
        await DatabaseFault.OrRefuse(check.ExecuteNonQueryAsync(ct));
        await db.Database.RollbackTransactionAsync(ct);
        var shown = operation.HasSecretResult
            ? JsonSerializer.SerializeToElement(result, operation.ResultType, Wire.Shown)
            : result;
        return new() { Result = shown, Preview = request!.Preview ? new RowChanges(Told()) : null };
    }

    private IReadOnlyList<RowImages> Told()
    {
        var others = new OthersRows(entities, db, Caller);
        return [.. recorder.Rows.Where(row => !entities.Of(row.Entity).Accompanies || !others.Hold(row.View()))];
    }
}
