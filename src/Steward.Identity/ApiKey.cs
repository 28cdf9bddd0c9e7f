using System.Linq.Expressions;

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
    [Secret]
    public required string Hint { get; init; }
    public required string[] Scopes { get; init; }

    /// <summary>The only operations that it may call; null: all that its permissions allow.</summary>
    public string[]? Operations { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>The wanted permissions, spelled out; throws a refusal for those that do not exist or are not the caller's.</summary>
    public static string[] Granted(IReadOnlyList<string> wanted, ScopeSet own)
    {
        var errors = wanted
            .Select((scope, place) => (scope, place))
            .Where(one => ScopeSet.Of(one.scope) == ScopeSet.None)
            .Select(one => new InputError(
                $"/scopes/{one.place}",
                "unknown_scope",
                $"There is no permission '{Short(one.scope)}'. There are: {string.Join(", ", Kernel.Scopes.All)}."
            ))
            .ToList();
        if (errors is not [])
            throw RefusalException.Invalid(errors);
        var granted = ScopeSet.Of(wanted);
        if (!own.Covers(granted))
            throw RefusalException.Forbidden(
                "scope_not_yours",
                "A key gets only permissions that you have yourself. Yours are: " + own + "."
            );
        return [.. granted.Names];
    }

    public static string[]? Limited(IReadOnlyList<string>? operations, Catalogue catalogue)
    {
        var errors = (operations ?? [])
            .Index()
            .Where(one => catalogue.Find(one.Item) is null)
            .Select(one => new InputError(
                $"/operations/{one.Index}",
                "unknown_operation",
                $"There is no operation '{Short(one.Item)}'."
            ))
            .ToList();
        return errors is []
            ? operations?.Distinct().Order(StringComparer.Ordinal).ToArray()
            : throw RefusalException.Invalid(errors);
    }

    public static DateTimeOffset CheckedExpiry(DateTimeOffset at, DateTimeOffset now) =>
        at > now && at <= now + LongestLife
            ? Wire.Stored(at)
            : throw RefusalException.Invalid(
                "/expires_at",
                "out_of_range",
                "A key ends between now and a year from now."
            );

    public Event? Revoke(DateTimeOffset at)
    {
        if (RevokedAt is not null)
            return null;

        RevokedAt = at;
        return new ApiKeyRevoked(Id, Name);
    }

    private static string Short(string text) => text.Length <= 64 ? text : text[..64] + "...";

    private sealed class Mapping : IEntityTypeConfiguration<ApiKey>
    {
        public void Configure(EntityTypeBuilder<ApiKey> builder) => builder.ToTable("api_key", "identity");
    }
}

/// <summary>A key is its owner's; the tenant's owners see them all and may revoke them.</summary>
internal sealed class ApiKeyAccess : AccessRule<ApiKey>
{
    public override string? ReadScope => null;

    public override Expression<Func<ApiKey, bool>> VisibleTo(Caller caller)
    {
        var (user, seesAll) = (caller.User, caller.Role is Role.Owner);
        return key => seesAll || key.UserId == user;
    }
}
