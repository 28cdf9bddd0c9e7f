using System.Collections.Concurrent;
using Npgsql;

namespace Steward.Kernel;

/// <summary>
/// This server's reserved numbers. It asks over one connection of its own that it keeps: who has a transaction open must not wait
/// for a second connection from the pool that all such transactions have emptied.
/// </summary>
internal sealed class NumberBlocks(NpgsqlDataSource source) : IAsyncDisposable
{
    private const int Most = 10_000;
    private const int Reserved = 10;

    private readonly ConcurrentDictionary<(TenantId, Guid), Block> blocks = [];
    private readonly SemaphoreSlim turn = new(1);
    private NpgsqlConnection? kept;

    public async Task<long> Take(TenantId tenant, Guid within, int howMany, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            var block = blocks.GetValueOrDefault((tenant, within));
            if (block.Left < howMany)
            {
                var size = Math.Max(howMany, Reserved);
                var next = await Ask(
                    "INSERT INTO kernel.number (tenant_id, within, next) VALUES ($1, $2, 1 + $3) "
                        + "ON CONFLICT (tenant_id, within) DO UPDATE SET next = number.next + $3 RETURNING next - $3",
                    tenant,
                    within,
                    size,
                    ct
                );
                // What another server has not taken in between goes on where the block ended.
                block = next == block.End ? block with { End = next + size } : new(next, next + size);
                if (blocks.Count >= Most)
                    blocks.Clear();
            }
            blocks[(tenant, within)] = block with { Next = block.Next + howMany };
            return block.Next;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>What <see cref="Take"/> would answer now, unless others come first.</summary>
    public async Task<long> Peek(TenantId tenant, Guid within, int howMany, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            var block = blocks.GetValueOrDefault((tenant, within));
            if (block.Left >= howMany)
                return block.Next;
            var next = await Ask(
                "SELECT coalesce((SELECT next FROM kernel.number WHERE tenant_id = $1 AND within = $2), 1) + 0 * $3",
                tenant,
                within,
                0,
                ct
            );
            return next == block.End ? block.Next : next;
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

    private async Task<long> Ask(string sql, TenantId tenant, Guid within, int size, CancellationToken ct)
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
            batch.BatchCommands.Add(
                new(sql)
                {
                    Parameters =
                    {
                        new() { Value = tenant.Value },
                        new() { Value = within },
                        new() { Value = (long)size },
                    },
                }
            );
            await using var reader = await batch.ExecuteReaderAsync(ct);
            await reader.NextResultAsync(ct);
            await reader.ReadAsync(ct);
            return reader.GetInt64(0);
        }
        catch
        {
            // Whatever state it is in: the next asks over a new one.
            await kept.DisposeAsync();
            kept = null;
            throw;
        }
    }

    private readonly record struct Block(long Next, long End)
    {
        public long Left => End - Next;
    }
}
