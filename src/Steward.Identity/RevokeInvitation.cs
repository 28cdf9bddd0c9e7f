namespace Steward.Identity;

[Operation("revoke_invitation", Scopes.ManageTenant, Route = "DELETE /invitations/{invitation_id}")]
[Person]
[Description("Withdraws an invitation that has not been accepted yet.")]
public sealed record RevokeInvitation([property: Resource("invitation", Access.Manage)] Guid InvitationId)
    : ICommand<InvitationView>
{
    internal sealed class Handler(Repository<Invitation> invitations) : IHandler<RevokeInvitation, InvitationView>
    {
        public async Task<InvitationView> Handle(
            RevokeInvitation command,
            OperationContext context,
            CancellationToken ct
        )
        {
            var invitation = await invitations.Get(context.Tenant, command.InvitationId, ct);
            context.Raise(invitation.Revoke(context.Now));
            return InvitationView.Of(invitation);
        }
    }
}
