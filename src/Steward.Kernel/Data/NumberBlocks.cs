using System.Collections.Concurrent;

namespace Steward.Kernel;

/// <summary>This server's reserved numbers.</summary>
internal sealed class NumberBlocks(SideConnection side) : IDisposable
{
    private const int Most = 10_000;
    private const int Reserved = 10;

    private readonly ConcurrentDictionary<(TenantId, Guid), Block> blocks = [];
    private readonly SemaphoreSlim turn = new(1);

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

    /// <summary>Whatever is given away from now on lies behind that number.</summary>
    public async Task Pass(TenantId tenant, Guid within, long number, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            if (blocks.TryGetValue((tenant, within), out var block) && block.Next <= number)
                blocks.TryRemove((tenant, within), out _);
            await Ask(
                "INSERT INTO kernel.number (tenant_id, within, next) VALUES ($1, $2, 1 + $3) "
                    + "ON CONFLICT (tenant_id, within) DO UPDATE SET next = greatest(number.next, 1 + $3) RETURNING next",
                tenant,
                within,
                number,
                ct
            );
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<long> Ask(string sql, TenantId tenant, Guid within, long size, CancellationToken ct) =>
        (long)(await side.Ask(tenant, sql, ct, tenant.Value, within, size))!;

    private readonly record struct Block(long Next, long End)
    {
        public long Left => End - Next;
    }
}
