namespace Steward.Identity;

/// <summary>What proves who a person is: global, machinery, reached through the porch.</summary>
internal sealed class Accounts(Porch porch)
{
    public async Task<bool> Any(CancellationToken ct) => await porch.Call("identity.has_accounts", ct) is [[true]];

    public async Task<Account?> Find(string email, string? address, CancellationToken ct) =>
        await porch.Call("identity.find_account", ct, email, address) is [[Guid id, string hash, bool knowsAddress]]
            ? new(new(id), hash, knowsAddress)
            : null;

    /// <param name="id">The new account's.</param>
    /// <param name="email">Its address, normalised.</param>
    /// <param name="hash">Of its password.</param>
    /// <param name="proved">The operator vouches that the address is this person's, so that outside tokens may link to it.</param>
    /// <param name="onlyFirst">Only if there is no account yet.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<AccountAdded> Add(
        UserId id,
        string email,
        string hash,
        bool proved,
        bool onlyFirst,
        CancellationToken ct
    ) =>
        await porch.Call("identity.add_account", ct, id, email, hash, proved, onlyFirst) switch
        {
            [["added"]] => AccountAdded.Added,
            [["taken"]] => AccountAdded.Taken,
            _ => AccountAdded.Closed,
        };

    public Task SetPassword(UserId user, string hash, CancellationToken ct) =>
        porch.Call("identity.set_password", ct, user, hash);

    /// <summary>A person's e-mail address, and whether he runs the installation; null: there is no account.</summary>
    public async Task<(string Email, bool IsOperator)?> Of(UserId user, CancellationToken ct) =>
        await porch.Call("identity.account_of", ct, user) is [[string email, bool isOperator]]
            ? (email, isOperator)
            : null;

    /// <summary>Where a person is a member, and as what; the oldest first.</summary>
    public async Task<List<OwnTenant>> TenantsOf(UserId user, CancellationToken ct) =>
        [
            .. (await porch.Call("identity.tenants_of", ct, user)).Select(row => new OwnTenant(
                new(new((Guid)row[0]!), (string)row[1]!, (string)row[2]!, (long)row[3]!),
                new(user, (string)row[5]!, (string)row[6]!, (string?)row[7], Enum.Parse<Role>((string)row[4]!))
            )),
        ];

    /// <summary>The wanted tenant if the person is a member there; without one, the last or oldest of his.</summary>
    public async Task<TenantId?> ChooseTenant(UserId user, TenantId? wanted, CancellationToken ct) =>
        await porch.Call("identity.choose_tenant", ct, user, wanted?.Value) is [[Guid id]] ? new TenantId(id) : null;
}

internal sealed record OwnTenant(TenantView Tenant, UserView User);

/// <param name="KnowsAddress">The person has signed in from this address before.</param>
internal sealed record Account(UserId Id, string PasswordHash, bool KnowsAddress);

internal enum AccountAdded
{
    Added,

    /// <summary>There is an account with this e-mail address.</summary>
    Taken,

    /// <summary>Only the first was to be added, and there is one.</summary>
    Closed,
}
