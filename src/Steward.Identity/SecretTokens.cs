namespace Steward.Identity;

/// <summary>The hashes by which keys and invitations are found before a tenant is known: machinery, reached through the porch.</summary>
internal sealed class SecretTokens(Porch porch)
{
    /// <summary>For a row of the tenant that this call is in.</summary>
    public Task Keep(string secret, string kind, Guid id, CancellationToken ct) =>
        porch.Call("identity.add_secret", ct, SecretToken.Hash(secret), kind, id);

    public async Task<(TenantId Tenant, Guid Id)?> FindInvitation(string secret, CancellationToken ct) =>
        await porch.Call("identity.find_invitation", ct, SecretToken.Hash(secret)) is [[Guid tenant, Guid id]]
            ? (new(tenant), id)
            : null;
}
