namespace Steward.Identity;

[Operation("sign_up", null, Route = "POST /auth/sign_up", NeverUndone = "an account stays; leave the tenant instead.")]
[Anonymous, SecretResult]
[Description(
    "Makes an account and a tenant of its own (a household, a team), with the new person as its owner, and signs in. Whether "
        + "that is open to everybody, the operator has decided; otherwise ask a member for an invitation."
)]
public sealed record SignUp(
    [property: Required, MaxLength(Identity.Email.MaxLength), EmailAddress] string Email,
    [property: Required, MinLength(Passwords.MinLength), MaxLength(Passwords.MaxLength), Secret]
    [property: Description("At least 10 characters, and not one that many use.")]
        string Password,
    [property: Required, MaxLength(100), Description("How others see the person: Ana.")] string DisplayName,
    [property: Required, MaxLength(100), Description("What the tenant is called: Ana's household.")] string TenantName,
    [property: MaxLength(64), TimeZoneName, Description("The tenant's time zone; UTC if it is not given.")]
        string? TimeZone = null,
    [property: Description("cookie: the refresh token goes into a cookie that scripts cannot read.")]
        SessionKind Session = SessionKind.Token
) : ICommand<SignedIn>
{
    internal sealed class Handler(
        IdentityOptions options,
        Accounts accounts,
        Passwords passwords,
        Throttle throttle,
        TenantFounder founder,
        SessionOpener opener
    ) : IHandler<SignUp, SignedIn>
    {
        public async Task<SignedIn> Handle(SignUp command, OperationContext context, CancellationToken ct)
        {
            if (options.SignUp is SignUpMode.Invited || (options.SignUp is SignUpMode.First && await accounts.Any(ct)))
                throw Closed();
            var email = Identity.Email.Normalise(command.Email);
            Passwords.CheckStrength(command.Password, email);

            var attempt = await throttle.Begin(email, false, context.Caller.Address, ct);
            var user = new UserId(context.NewId());
            var onlyFirst = options.SignUp is SignUpMode.First;
            switch (await accounts.Add(user, email, passwords.Hash(command.Password), false, onlyFirst, ct))
            {
                case AccountAdded.Closed:
                    throw Closed();
                case AccountAdded.Taken:
                    await throttle.Failed(attempt, ct);
                    throw Taken();
            }

            var tenant = new TenantId(context.NewId());
            await context.Admit(tenant, user, ct);
            founder.Found(tenant, command.TenantName, command.TimeZone, user, email, command.DisplayName);
            context.Raise(new UserSignedUp(user));
            return await opener.Open(command.Session, context, ct);
        }

        private static RefusalException Closed() =>
            RefusalException.Forbidden(
                "sign_up_closed",
                "Sign-up is closed here. Ask a member for an invitation, or the operator for an account."
            );

        private static RefusalException Taken() =>
            new(
                RefusalKind.Conflict,
                "email_taken",
                "There is an account with this e-mail address. Sign in, or use another address."
            )
            {
                AfterCommit = true,
            };
    }
}
