namespace Steward.Identity;

/// <summary>Proves a person by e-mail address and password; a wrong one costs the same whether or not there is an account.</summary>
internal sealed class PasswordProof(Accounts accounts, Throttle throttle, Passwords passwords)
{
    /// <summary>The person. Throws a refusal that leaves its trace: 401 when it is wrong, 429 after too many of those.</summary>
    public async Task<UserId> Check(
        string email,
        string password,
        OperationContext context,
        CancellationToken ct,
        Func<RefusalException>? wrong = null
    )
    {
        var address = context.Caller.Address;
        var account = await accounts.Find(email, Throttle.Network(address), ct);
        var attempt = await throttle.Begin(email, account?.KnowsAddress == true, address, ct);
        var check = passwords.Check(account?.PasswordHash, password);
        if (account is null || check is PasswordCheck.Wrong)
        {
            await throttle.Failed(attempt, ct);
            throw (wrong ?? Wrong)();
        }

        await throttle.Succeeded(attempt, ct);
        if (check is PasswordCheck.RightAndOutdated)
            await accounts.SetPassword(account.Id, passwords.Hash(password), ct);
        return account.Id;
    }

    private static RefusalException Wrong() =>
        new(RefusalKind.Unauthenticated, "wrong_credentials", "The e-mail address or the password is wrong.")
        {
            AfterCommit = true,
        };
}
