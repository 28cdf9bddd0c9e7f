namespace Steward.Identity;

/// <summary>Brings one person into a tenant, once. The token in its link is stored as a hash only.</summary>
internal sealed class Invitation : TenantEntity
{
    public required Role Role { get; init; }

    /// <summary>Only for the account with this address; null: for whoever has the link.</summary>
    public string? Email { get; init; }
    public required UserId InvitedBy { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? AcceptedAt { get; private set; }
    public UserId? AcceptedBy { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <param name="now">The time.</param>
    /// <param name="inviter">Who invited, as he is now: what he may give no longer, the invitation does not give.</param>
    public void CheckOpen(DateTimeOffset now, Membership? inviter)
    {
        if (
            AcceptedAt is not null
            || RevokedAt is not null
            || ExpiresAt <= now
            || inviter is null
            || !Membership.MayGive(inviter.Role, Role)
        )
            throw Over();
    }

    public void CheckIsFor(string email)
    {
        if (Email is not null && Email != email)
            throw RefusalException.Forbidden(
                "other_email",
                "The invitation is for another e-mail address. Use that one, or ask for a new invitation."
            );
    }

    public Event Accept(UserId by, DateTimeOffset at)
    {
        (AcceptedAt, AcceptedBy) = (at, by);
        return new InvitationAccepted(Id, by, Role);
    }

    public Event? Revoke(DateTimeOffset at)
    {
        if (AcceptedAt is not null)
            throw RefusalException.Conflict(
                "invitation_accepted",
                "The invitation has been accepted. Remove the member instead."
            );
        if (RevokedAt is not null)
            return null;

        RevokedAt = at;
        return new InvitationRevoked(Id);
    }

    /// <summary>One answer for all: an invitation that is over tells nothing of itself.</summary>
    public static RefusalException Over() =>
        new(
            RefusalKind.Gone,
            "invitation_over",
            "This invitation does not hold: it was used, withdrawn, or is too old. Ask for a new one."
        );

    public static RefusalException AlreadyMember() =>
        RefusalException.Conflict("already_member", "This person is a member of the tenant already.");

    private sealed class Mapping : IEntityTypeConfiguration<Invitation>
    {
        public void Configure(EntityTypeBuilder<Invitation> builder) => builder.ToTable("invitation", "identity");
    }
}

internal sealed class InvitationAccess : AccessRule<Invitation>
{
    public override string? ReadScope => Scopes.ManageTenant;

    public override bool May(Caller caller, Access access, Invitation row) =>
        access is Access.Read || row.InvitedBy == caller.User || Membership.MayGive(caller.Role, row.Role);
}
