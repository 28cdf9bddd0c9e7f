namespace Steward.Identity;

/// <summary>Lets a program call as its owner, with some of the owner's rights, for a time. The key itself is stored as a hash only.</summary>
internal sealed class ApiKey : TenantEntity
{
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(366);

    public required UserId UserId { get; init; }
    public required string Name
    {
        get;
        init => field = value.Trim();
    }

    /// <summary>The last four characters, by which people know it again.</summary>
    public required string Hint { get; init; }
    public required string[] Scopes { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public Event? Revoke(DateTimeOffset at)
    {
        if (RevokedAt is not null)
            return null;

        RevokedAt = at;
        return new ApiKeyRevoked(Id, Name);
    }

    private sealed class Mapping : IEntityTypeConfiguration<ApiKey>
    {
        public void Configure(EntityTypeBuilder<ApiKey> builder) => builder.ToTable("api_key", "identity");
    }
}

/// <summary>A key is its owner's; the tenant's owners see them all and may revoke them.</summary>
internal sealed class ApiKeyAccess : AccessRule<ApiKey>
{
    public override string? ReadScope => null;

    public override System.Linq.Expressions.Expression<Func<ApiKey, bool>> VisibleTo(Caller caller)
    {
        var (user, seesAll) = (caller.User, caller.Role is Role.Owner);
        return key => seesAll || key.UserId == user;
    }
}
