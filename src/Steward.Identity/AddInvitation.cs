namespace Steward.Identity;

[Operation("add_invitation", Scopes.ManageTenant, Route = "POST /invitations")]
[Person, SecretResult]
[Description(
    "Invites one person into this tenant. Give her the token that is shown this once; she accepts it with an account of hers or a new one. "
        + "You cannot give a higher role than you may."
)]
public sealed record AddInvitation(
    [property: Description("What she is to be: owner, admin, member or viewer.")] Role Role = Role.Member,
    [property: MaxLength(Identity.Email.MaxLength), EmailAddress, Description("Only for this address.")]
        string? Email = null,
    [property: Range(1, 30), Description("How long it holds.")] int Days = 7
) : ICommand<NewInvitation>
{
    internal sealed class Handler(
        Repository<Invitation> invitations,
        MembershipRepository memberships,
        SecretTokens secrets
    ) : IHandler<AddInvitation, NewInvitation>
    {
        public async Task<NewInvitation> Handle(AddInvitation command, OperationContext context, CancellationToken ct)
        {
            if (!Membership.MayGive(context.Caller.Role, command.Role))
                throw RefusalException.Forbidden("role_too_high", "Only an owner invites admins and owners.");
            var email = command.Email is null ? null : Identity.Email.Normalise(command.Email);
            if (email is not null && await memberships.List(context.Tenant, one => one.Email == email, ct) is not [])
                throw Invitation.AlreadyMember();

            var token = SecretToken.New(SecretToken.Invitation);
            var invitation = new Invitation
            {
                Id = context.NewId(),
                Role = command.Role,
                Email = email,
                InvitedBy = context.User,
                ExpiresAt = context.Now + TimeSpan.FromDays(command.Days),
            };
            invitations.Add(context.Tenant, invitation);
            await secrets.Keep(token, "invitation", invitation.Id, ct);
            context.Raise(new InvitationAdded(invitation.Id, invitation.Role));
            return new(token, InvitationView.Of(invitation));
        }
    }
}

public sealed record NewInvitation(
    [property: Secret, Description("For accept_invitation, once. It is not shown again.")] string Token,
    InvitationView Invitation
)
{
    public override string ToString() => nameof(NewInvitation);
}
