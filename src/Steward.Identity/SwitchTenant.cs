namespace Steward.Identity;

[Operation("switch_tenant", null, Route = "POST /auth/switch")]
[Person, SecretResult]
[Description(
    "Gives an access token for another tenant that you are a member of. The session moves there: its refresh token, which stays as it "
        + "is, gives tokens for that tenant from now on."
)]
public sealed record SwitchTenant([property: Description("The tenant to work in.")] TenantId TenantId)
    : ICommand<SignedIn>
{
    internal sealed class Handler(SessionOpener opener) : IHandler<SwitchTenant, SignedIn>
    {
        public Task<SignedIn> Handle(SwitchTenant command, OperationContext context, CancellationToken ct) =>
            opener.Move(command.TenantId, context, ct);
    }
}
