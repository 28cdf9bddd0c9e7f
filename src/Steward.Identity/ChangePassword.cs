namespace Steward.Identity;

[Operation("change_password", null, Route = "POST /me/password", Effect = Effect.Destructive)]
[Person]
[Description("Changes your password and ends all your other sessions.")]
public sealed record ChangePassword(
    [property: Required, MaxLength(Passwords.MaxLength), Secret] string CurrentPassword,
    [property: Required, MinLength(Passwords.MinLength), MaxLength(Passwords.MaxLength), Secret]
    [property: Description("At least 10 characters, and not one that many use.")]
        string NewPassword
) : ICommand<Nothing>
{
    internal sealed class Handler(Accounts accounts, Sessions sessions, Passwords passwords, PasswordProof proof)
        : IHandler<ChangePassword, Nothing>
    {
        public async Task<Nothing> Handle(ChangePassword command, OperationContext context, CancellationToken ct)
        {
            if (await accounts.Of(context.User, ct) is not { Email: var email })
                throw RefusalException.Conflict("no_password", "You sign in elsewhere, and have no password here.");
            Passwords.CheckStrength(command.NewPassword, email, "/new_password");
            await proof.Check(email, command.CurrentPassword, context, ct, Wrong);

            await accounts.SetPassword(context.User, passwords.Hash(command.NewPassword), ct);
            await sessions.EndOthers(context.User, context.Caller.Credential.Id, ct);
            context.Raise(new PasswordChanged(context.User));
            return Nothing.Value;
        }

        // Not 401: the session is sound, and a client should not renew it for this.
        private static RefusalException Wrong() =>
            new(RefusalKind.Forbidden, "wrong_password", "The current password is wrong.") { AfterCommit = true };
    }
}
