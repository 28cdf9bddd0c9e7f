namespace Steward.Identity;

/// <summary>A household, a team, a company.</summary>
internal sealed class Tenant : TenantEntity
{
    public required string Name
    {
        get;
        set => field = value.Trim();
    }
    public required string TimeZone { get; set; }

    /// <summary>
    /// Counts owners who were demoted or left. Two such changes meet on this row, so that two owners who demote each other at
    /// once do not leave the tenant without one.
    /// </summary>
    [Counter]
    public long OwnersLost { get; private set; }

    public Event? Describe(string name, string timeZone)
    {
        var before = (Name, TimeZone);
        (Name, TimeZone) = (name, timeZone);
        return (Name, TimeZone) == before ? null : new TenantUpdated(TenantId);
    }

    public void LoseOwner() => OwnersLost++;

    private sealed class Mapping : IEntityTypeConfiguration<Tenant>
    {
        public void Configure(EntityTypeBuilder<Tenant> builder) => builder.ToTable("tenant", "identity");
    }
}

internal sealed class TenantAccess : AccessRule<Tenant>
{
    public override string? ReadScope => null;

    public override bool May(Caller caller, Access access, Tenant row) =>
        access is Access.Read || caller.Role is Role.Admin or Role.Owner;
}
