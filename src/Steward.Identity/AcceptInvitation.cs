namespace Steward.Identity;

[Operation(
    "accept_invitation",
    null,
    Route = "POST /auth/accept_invitation",
    NeverUndone = "the invitation is used up; leave the tenant instead."
)]
[Anonymous, SecretResult]
[Description(
    "Accepts an invitation and signs in to its tenant: with the password of your account, or, if there is none with the address yet, "
        + "with a password and a name for a new one."
)]
public sealed record AcceptInvitation(
    [property: Required, MaxLength(100), Secret, Description("From the invitation.")] string Token,
    [property: Required, MaxLength(Passwords.MaxLength), Secret]
    [property: Description("That of your account, or for the new one: at least 10 characters.")]
        string Password,
    [property: MaxLength(Identity.Email.MaxLength), Description("Not needed if the invitation is for one address.")]
        string? Email = null,
    [property: MinLength(1), MaxLength(100), Description("How others see you; needed for a new account.")]
        string? DisplayName = null,
    [property: MaxLength(64), TimeZoneName, Description("IANA time zone; else the tenant's.")] string? TimeZone = null,
    [property: Description("cookie: the refresh token goes into a cookie that scripts cannot read.")]
        SessionKind Session = SessionKind.Token
) : ICommand<SignedIn>
{
    internal sealed class Handler(
        SecretTokens secrets,
        Accounts accounts,
        Passwords passwords,
        PasswordProof proof,
        Throttle throttle,
        Repository<Invitation> invitations,
        Repository<Membership> memberships,
        SessionOpener opener
    ) : IHandler<AcceptInvitation, SignedIn>
    {
        public async Task<SignedIn> Handle(AcceptInvitation command, OperationContext context, CancellationToken ct)
        {
            var invitation = await Open(command.Token, context, ct);
            var email = command.Email is { } given ? Identity.Email.Normalise(given) : invitation.Email;
            if (email is null)
                throw RefusalException.Invalid("/email", "required", "Give the e-mail address of your account.");
            invitation.CheckIsFor(email);

            var isNew = await accounts.Find(email, null, ct) is null;
            var user = isNew
                ? await NewAccount(email, invitation, command, context, ct)
                : await proof.Check(email, command.Password, context, ct);
            await context.Admit(context.Tenant, user, ct);
            if (await memberships.Find(context.Tenant, user.Value, ct) is not null)
                throw Invitation.AlreadyMember();

            var name = command.DisplayName ?? await NameElsewhere(user, email, ct);
            memberships.Add(context.Tenant, Membership.Of(user, invitation.Role, email, name, command.TimeZone));
            context.Raise(invitation.Accept(user, context.Now));
            if (isNew)
                context.Raise(new UserSignedUp(user));
            return await opener.Open(command.Session, context, ct);
        }

        private async Task<Invitation> Open(string token, OperationContext context, CancellationToken ct)
        {
            if (
                !SecretToken.IsWellFormed(SecretToken.Invitation, token)
                || await secrets.FindInvitation(token, ct) is not var (tenant, id)
            )
                throw Invitation.Over();
            await context.Admit(tenant, default, ct);
            var invitation = await invitations.Get(tenant, id, ct);
            invitation.CheckOpen(context.Now, await memberships.Find(tenant, invitation.InvitedBy.Value, ct));
            return invitation;
        }

        private async Task<UserId> NewAccount(
            string email,
            Invitation invitation,
            AcceptInvitation command,
            OperationContext context,
            CancellationToken ct
        )
        {
            var attempt = await throttle.Begin(email, false, context.Caller.Address, ct);
            if (Fault(command, email) is { } fault)
            {
                await throttle.Failed(attempt, ct);
                throw Unfit(fault);
            }
            var user = new UserId(context.NewId());
            // The link goes to the inviter and not by mail, so it proves the address only as far as he is trusted.
            var proved =
                invitation.Email is not null && await accounts.Of(invitation.InvitedBy, ct) is { IsOperator: true };
            var added = await accounts.Add(user, email, passwords.Hash(command.Password), proved, false, ct);
            return added is AccountAdded.Added
                ? user
                : throw RefusalException.Conflict("email_taken", "This address has just got an account. Try again.");
        }

        private static InputError? Fault(AcceptInvitation command, string email) =>
            string.IsNullOrWhiteSpace(command.DisplayName)
                ? new(
                    "/display_name",
                    "required",
                    "There is no account with this address yet. Give a name for the new one."
                )
                : Passwords.Weakness(command.Password, email);

        // Tells that there is no account, so it leaves the trace that a wrong password would where there is one.
        private static RefusalException Unfit(InputError fault) =>
            new(RefusalKind.Invalid, "invalid_input", $"The input is not valid. {fault.Message}")
            {
                Errors = [fault],
                AfterCommit = true,
            };

        private async Task<string> NameElsewhere(UserId user, string email, CancellationToken ct) =>
            (await accounts.TenantsOf(user, ct)) is [var first, ..]
                ? first.User.DisplayName
                : email[..email.IndexOf('@')];
    }
}
