namespace Steward.Identity;

[Operation("list_invitations", Scopes.ManageTenant, Route = "GET /invitations")]
[Description("Lists the invitations to this tenant that can still be accepted, the newest first.")]
public sealed record ListInvitations(
    [property: Range(1, 200), Description("How many at most.")] int Limit = 50,
    [property: MaxLength(100), Description("The next_cursor of the page before.")] string? Cursor = null
) : IQuery<Page<InvitationView>>
{
    internal sealed class Handler(Repository<Invitation> invitations) : IHandler<ListInvitations, Page<InvitationView>>
    {
        public async Task<Page<InvitationView>> Handle(
            ListInvitations query,
            OperationContext context,
            CancellationToken ct
        )
        {
            var now = context.Now;
            var open = await invitations.Page(
                context.Tenant,
                context.Caller,
                one => one.AcceptedAt == null && one.RevokedAt == null && one.ExpiresAt > now,
                query.Limit,
                query.Cursor,
                ct
            );
            return open.Select(InvitationView.Of);
        }
    }
}

public sealed record InvitationView(
    Guid Id,
    Role Role,
    [property: Description("Only for this address; null: for whoever has the link.")] string? Email,
    UserId InvitedBy,
    DateTimeOffset ExpiresAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long Version
)
{
    internal static InvitationView Of(Invitation invitation) =>
        new(
            invitation.Id,
            invitation.Role,
            invitation.Email,
            invitation.InvitedBy,
            invitation.ExpiresAt,
            invitation.CreatedAt,
            invitation.UpdatedAt,
            invitation.Version
        );
}
