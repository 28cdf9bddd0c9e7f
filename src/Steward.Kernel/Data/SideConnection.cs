using Npgsql;

namespace Steward.Kernel;

/// <summary>
/// One connection beside the commands' transactions, for what must stand whatever becomes of them. It is this server's own and kept:
/// who has a transaction open must not wait for a second connection from the pool that all such transactions have emptied.
/// </summary>
internal sealed class SideConnection(NpgsqlDataSource source) : IAsyncDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private NpgsqlConnection? kept;

    /// <summary>One statement in a short transaction of the tenant's; the first column of its first row.</summary>
    public async Task<object?> Ask(TenantId tenant, string sql, CancellationToken ct, params object[] values)
    {
        await turn.WaitAsync(ct);
        try
        {
            return await Run(tenant, sql, values, ct);
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (kept is not null)
            await kept.DisposeAsync();
        turn.Dispose();
    }

    private async Task<object?> Run(TenantId tenant, string sql, object[] values, CancellationToken ct)
    {
        if (kept is not { State: System.Data.ConnectionState.Open })
        {
            if (kept is not null)
                await kept.DisposeAsync();
            kept = await source.OpenConnectionAsync(ct);
        }
        try
        {
            await using var batch = new NpgsqlBatch(kept);
            batch.BatchCommands.Add(
                new("SELECT set_config('steward.tenant', $1, true)")
                {
                    Parameters = { new() { Value = tenant.Value.ToString() } },
                }
            );
            var command = new NpgsqlBatchCommand(sql);
            foreach (var value in values)
                command.Parameters.Add(new() { Value = value });
            batch.BatchCommands.Add(command);
            await using var reader = await batch.ExecuteReaderAsync(ct);
            await reader.NextResultAsync(ct);
            return await reader.ReadAsync(ct) ? reader.GetValue(0) : null;
        }
        catch
        {
            // Whatever state it is in: the next asks over a new one.
            await kept.DisposeAsync();
            kept = null;
            throw;
        }
    }
}
