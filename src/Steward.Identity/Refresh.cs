namespace Steward.Identity;

[Operation("refresh", null, Route = "POST /auth/refresh", NeverUndone = "a token that was replaced stays replaced.")]
[Anonymous, SecretResult]
[Description(
    "Gives the next access token for a refresh token, and the refresh token to use from then on. The one before the newest is "
        + "honoured for 30 seconds, so that a lost answer may be asked for again; an older one ends the session."
)]
public sealed record Refresh(
    [property: Required, MaxLength(100), Secret, Description("The newest one; browsers send it as a cookie.")]
        string RefreshToken,
    [property: Description("Another tenant, for this access token only; switch_tenant moves the session.")]
        TenantId? TenantId = null
) : ICommand<SignedIn>
{
    internal sealed class Handler(Sessions sessions, SessionOpener opener) : IHandler<Refresh, SignedIn>
    {
        public async Task<SignedIn> Handle(Refresh command, OperationContext context, CancellationToken ct)
        {
            if (!SecretToken.IsWellFormed(SecretToken.Refresh, command.RefreshToken))
                throw Ended();
            var rotation = await sessions.Rotate(command.RefreshToken, ct);
            switch (rotation.Verdict)
            {
                case RotationVerdict.Reused:
                    var session = rotation.Session!;
                    await context.Admit(session.Tenant, session.User, ct);
                    context.Raise(new RefreshTokenReused(session.User, session.Id));
                    throw new RefusalException(
                        RefusalKind.Unauthenticated,
                        "refresh_token_reused",
                        "This token had been replaced. To be safe, its session has been ended: sign in again."
                    )
                    {
                        AfterCommit = true,
                    };
                case RotationVerdict.Ended:
                    throw Ended();
                default:
                    return await opener.Continue(rotation, command.TenantId, context, ct);
            }
        }

        private static RefusalException Ended() =>
            new(RefusalKind.Unauthenticated, "session_ended", "This session has ended. Sign in again.");
    }
}
