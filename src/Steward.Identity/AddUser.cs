namespace Steward.Identity;

[Operation("add_user", null, NeverUndone = "an account stays.")]
[System, FoundsTenant]
[Description(
    "Makes an account with a tenant of its own, for the operator on the command line, whatever sign-up allows."
)]
public sealed record AddUser(
    [property: Required, MaxLength(Identity.Email.MaxLength)] string Email,
    [property: Required, MaxLength(Passwords.MaxLength), Secret] string Password,
    [property: Required, MaxLength(100)] string DisplayName,
    [property: Required, MaxLength(100)] string TenantName,
    [property: MaxLength(64), TimeZoneName] string? TimeZone = null
) : ICommand<UserAdded>
{
    internal sealed class Handler(Accounts accounts, Passwords passwords, TenantFounder founder)
        : IHandler<AddUser, UserAdded>
    {
        public async Task<UserAdded> Handle(AddUser command, OperationContext context, CancellationToken ct)
        {
            var email = Identity.Email.Normalise(command.Email);
            Passwords.CheckStrength(command.Password, email);
            var (user, tenant) = (new UserId(context.NewId()), new TenantId(context.NewId()));
            if (
                await accounts.Add(user, email, passwords.Hash(command.Password), true, false, ct) is AccountAdded.Taken
            )
                throw RefusalException.Conflict("email_taken", "There is an account with this e-mail address.");

            await context.Admit(tenant, user, ct);
            founder.Found(tenant, command.TenantName, command.TimeZone, user, email, command.DisplayName);
            context.Raise(new UserSignedUp(user));
            return new(user, tenant, email);
        }
    }
}

public sealed record UserAdded(UserId UserId, TenantId TenantId, string Email);
