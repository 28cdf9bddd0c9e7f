using System.Text.Json.Serialization;

namespace Steward.Identity;

[Operation("sign_out", null, Route = "POST /auth/sign_out", NeverUndone = "a session that has ended stays ended.")]
[Anonymous]
[Description(
    "Ends the session of the refresh token, or, without one, of the access token that comes with the call; from then on neither counts, on any "
        + "server. Ending a session that has ended changes nothing."
)]
public sealed record SignOut(
    [property: MaxLength(100), Secret, Description("Browsers send it as a cookie; not needed with an access token.")]
        string? RefreshToken = null
) : ICommand<SignedOut>
{
    internal sealed class Handler(Sessions sessions) : IHandler<SignOut, SignedOut>
    {
        public async Task<SignedOut> Handle(SignOut command, OperationContext context, CancellationToken ct)
        {
            var shown = context.Caller.Credential;
            Guid? session = command.RefreshToken is null && shown.Kind is CredentialKind.Session ? shown.Id : null;
            if (command.RefreshToken is null && session is null)
                throw new RefusalException(
                    RefusalKind.Unauthenticated,
                    "sign_in_required",
                    "Say which session is to end: send its refresh token or its access token."
                );
            if (await sessions.End(command.RefreshToken, session, ct) is { } ended)
            {
                await context.Admit(ended.Tenant, ended.User, ct);
                context.Raise(new UserSignedOut(ended.User, ended.Id));
            }
            return new();
        }
    }
}

/// <summary>The session has ended.</summary>
public sealed record SignedOut : ISessionCookie
{
    [JsonIgnore]
    public SessionCookie? Cookie => SessionCookie.None;
}
