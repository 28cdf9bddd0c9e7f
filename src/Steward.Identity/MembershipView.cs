namespace Steward.Identity;

/// <summary>A member of the tenant.</summary>
public sealed record MembershipView(
    UserId UserId,
    string Email,
    string DisplayName,
    [property: Description("IANA time zone; null: the tenant's.")] string? TimeZone,
    Role Role,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long Version
)
{
    internal static MembershipView Of(Membership member) =>
        new(
            member.User,
            member.Email,
            member.DisplayName,
            member.TimeZone,
            member.Role,
            member.CreatedAt,
            member.UpdatedAt,
            member.Version
        );
}
