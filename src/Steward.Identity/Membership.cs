namespace Steward.Identity;

/// <summary>A person in a tenant. Its id is the user's.</summary>
internal sealed class Membership : TenantEntity
{
    public Role Role { get; private set; }
    public required string Email { get; init; }
    public required string DisplayName
    {
        get;
        set => field = value.Trim();
    }
    public string? TimeZone { get; set; }

    public UserId User => new(Id);

    public static Membership Of(UserId user, Role role, string email, string displayName, string? timeZone = null) =>
        new()
        {
            Id = user.Value,
            Role = role,
            Email = email,
            DisplayName = displayName,
            TimeZone = timeZone,
        };

    /// <summary>An admin makes members and viewers; only an owner makes admins and owners.</summary>
    public static bool MayGive(Role giver, Role given) =>
        giver is Role.Owner || (giver is Role.Admin && given is Role.Member or Role.Viewer);

    /// <summary>How the tenant knows the person; what is absent stays.</summary>
    public Event? Describe(Optional<string> displayName, Optional<string?> timeZone)
    {
        var before = (DisplayName, TimeZone);
        DisplayName = displayName.Or(DisplayName)!;
        TimeZone = timeZone.Or(TimeZone);
        return (DisplayName, TimeZone) == before ? null : new MemberUpdated(User);
    }

    /// <param name="to">The new role.</param>
    /// <param name="by">The role of who changes it.</param>
    /// <param name="owners">How many owners the tenant has now.</param>
    public Event? ChangeRole(Role to, Role by, int owners)
    {
        if (to == Role)
            return null;
        CheckManagedBy(by);
        if (!MayGive(by, to))
            throw RefusalException.Forbidden("role_too_high", "Only an owner makes somebody an admin or an owner.");
        CheckNotLastOwner(owners);

        var from = Role;
        Role = to;
        return new MemberRoleChanged(User, from, to);
    }

    /// <param name="by">Who asks for it.</param>
    /// <param name="role">His role.</param>
    /// <param name="owners">How many owners the tenant has now.</param>
    public Event Leave(UserId by, Role role, int owners)
    {
        if (by != User)
            CheckManagedBy(role);
        CheckNotLastOwner(owners);
        return new MemberRemoved(User, Role);
    }

    private void CheckManagedBy(Role by)
    {
        if (!MayGive(by, Role))
            throw RefusalException.Forbidden(
                "role_too_high",
                "Only an owner may do this to an owner or an admin. Ask one."
            );
    }

    private void CheckNotLastOwner(int owners)
    {
        if (Role is Role.Owner && owners <= 1)
            throw RefusalException.Conflict(
                "last_owner",
                "A tenant needs an owner. Make somebody else an owner first."
            );
    }

    private sealed class Mapping : IEntityTypeConfiguration<Membership>
    {
        public void Configure(EntityTypeBuilder<Membership> builder)
        {
            builder.ToTable("membership", "identity");
            builder.Ignore(member => member.User);
        }
    }
}

/// <summary>Everybody sees who is in the tenant; each changes what is his own, and admins manage, as the entity's rules say.</summary>
internal sealed class MembershipAccess : AccessRule<Membership>
{
    public override string? ReadScope => null;

    public override bool May(Caller caller, Access access, Membership row) =>
        access is Access.Read || row.Id == caller.User.Value || Membership.MayGive(caller.Role, row.Role);
}
