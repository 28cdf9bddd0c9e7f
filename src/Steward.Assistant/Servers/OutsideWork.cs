using Microsoft.Extensions.DependencyInjection;

namespace Steward.Assistant;

internal enum OutsideWorkKind
{
    /// <summary>A tool is to be called, once.</summary>
    Call,

    /// <summary>A server is to be asked for its tools.</summary>
    List,
}

/// <param name="Id">Of the call, or of the server.</param>
/// <param name="IsLost">Another node had it, and is gone.</param>
internal sealed record OutsideWork(TenantId Tenant, Guid Id, OutsideWorkKind Kind, bool IsLost)
{
    public static OutsideWork Of(object?[] row) =>
        new(new((Guid)row[0]!), (Guid)row[1]!, Enum.Parse<OutsideWorkKind>((string)row[2]!), (bool)row[3]!);
}

/// <summary>What nodes note about work that is done outside of any transaction.</summary>
internal sealed class OutsideLedger(IServiceScopeFactory scopes, Identifiers identifiers, TimeProvider clock)
{
    /// <summary>Longer than two renewals; the work of a dead node is known to be lost when it is over.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(8);

    /// <summary>Only work of these tenants. Only the tests ask for it, so that none does another one's.</summary>
    public Guid[]? Only { get; set; }
    public Guid Node { get; } = identifiers.New(clock.GetUtcNow());

    public async Task<List<OutsideWork>> Claim(int most, CancellationToken ct) =>
        [.. (await Call("assistant.claim_outside_work", ct, Node, most, Lease, Only)).Select(OutsideWork.Of)];

    public Task Keep(Guid[] ids, CancellationToken ct) => Call("assistant.keep_outside_work", ct, Node, ids, Lease);

    private async Task<IReadOnlyList<object?[]>> Call(string function, CancellationToken ct, params object?[] arguments)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Porch>().Call(function, ct, arguments);
    }
}
