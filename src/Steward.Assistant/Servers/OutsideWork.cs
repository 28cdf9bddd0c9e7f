using Microsoft.Extensions.DependencyInjection;

namespace Steward.Assistant;

internal enum OutsideWorkKind
{
    /// <summary>A tool is to be called, once.</summary>
    Call,

    /// <summary>A server is to be asked for its tools.</summary>
    List,
}

/// <param name="Id">Of the call, or of the server. Clients make them: another kind of work may have the same, and another tenant's.</param>
/// <param name="IsLost">A node had it and did not renew its lease.</param>
internal sealed record OutsideWork(TenantId Tenant, OutsideWorkKind Kind, Guid Id, bool IsLost)
{
    public OutsideWorkKey Key => new(Tenant, Kind, Id);

    public static OutsideWork Of(object?[] row) =>
        new(new((Guid)row[0]!), Enum.Parse<OutsideWorkKind>((string)row[1]!), (Guid)row[2]!, (bool)row[3]!);
}

internal sealed record OutsideWorkKey(TenantId Tenant, OutsideWorkKind Kind, Guid Id);

/// <summary>What nodes note about work that is done outside of any transaction.</summary>
internal sealed class OutsideLedger(IServiceScopeFactory scopes, Identifiers identifiers, TimeProvider clock)
{
    /// <summary>Longer than two renewals; the work of a dead node is known to be lost when it is over.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(8);

    /// <summary>What a node does of one tenant at once.</summary>
    public const int MostOfTenant = 8;

    /// <summary>Only work of these tenants. Only the tests ask for it, so that none does another one's.</summary>
    public Guid[]? Only { get; set; }
    public Guid Node { get; } = identifiers.New(clock.GetUtcNow());

    public async Task<List<OutsideWork>> Claim(int most, CancellationToken ct) =>
        [
            .. (await Call("assistant.claim_outside_work", ct, Node, most, MostOfTenant, Lease, Only)).Select(
                OutsideWork.Of
            ),
        ];

    public Task Keep(IReadOnlyCollection<OutsideWorkKey> work, CancellationToken ct) =>
        Call(
            "assistant.keep_outside_work",
            ct,
            Node,
            work.Select(one => one.Tenant.Value).ToArray(),
            work.Select(one => one.Kind.ToString()).ToArray(),
            work.Select(one => one.Id).ToArray(),
            Lease
        );

    private async Task<IReadOnlyList<object?[]>> Call(string function, CancellationToken ct, params object?[] arguments)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Porch>().Call(function, ct, arguments);
    }
}
