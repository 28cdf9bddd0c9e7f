namespace Steward.Identity;

[Operation("sign_in", null, Route = "POST /auth/sign_in", NeverUndone = "it has happened; end the session instead.")]
[Anonymous, SecretResult]
[Description("Signs a person in by e-mail address and password. After several wrong ones there are pauses.")]
public sealed record SignIn(
    [property: Required, MaxLength(Identity.Email.MaxLength)] string Email,
    [property: Required, MaxLength(Passwords.MaxLength), Secret] string Password,
    [property: Description("The tenant to work in; else the one of the last session.")] TenantId? TenantId = null,
    [property: Description("cookie: the refresh token goes into a cookie that scripts cannot read.")]
        SessionKind Session = SessionKind.Token
) : ICommand<SignedIn>
{
    internal sealed class Handler(PasswordProof proof, SessionOpener opener) : IHandler<SignIn, SignedIn>
    {
        public async Task<SignedIn> Handle(SignIn command, OperationContext context, CancellationToken ct)
        {
            var email = Identity.Email.Normalise(command.Email);
            var user = await proof.Check(email, command.Password, context, ct);
            return await opener.SignIn(user, command.TenantId, command.Session, context, ct);
        }
    }
}
