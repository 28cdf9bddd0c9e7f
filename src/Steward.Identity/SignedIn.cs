using System.Text.Json.Serialization;

namespace Steward.Identity;

/// <summary>Where a session's refresh token is kept.</summary>
public enum SessionKind
{
    /// <summary>With the client, who reads it from the answer.</summary>
    Token,

    /// <summary>In a browser's cookie that no script can read; the answer does not hold it.</summary>
    Cookie,
}

/// <summary>A result that sets, or takes away, the browser's cookie with the refresh token. The REST surface does it.</summary>
public interface ISessionCookie
{
    /// <summary>Null: the cookie stays as it is.</summary>
    [JsonIgnore]
    SessionCookie? Cookie { get; }
}

/// <param name="RefreshToken">Null takes the cookie away.</param>
public sealed record SessionCookie(string? RefreshToken, DateTimeOffset Expires)
{
    public static SessionCookie None { get; } = new(null, DateTimeOffset.UnixEpoch);

    // A record's own ToString would show the secret.
    public override string ToString() => nameof(SessionCookie);
}

/// <summary>A token to work with, whom it stands for, and in which tenant.</summary>
public sealed record SignedIn(
    [property: Secret, Description("Sent as 'Authorization: Bearer ...' with each request.")] string AccessToken,
    string TokenType,
    [property: Description("Seconds until the access token ends; refresh it before.")] int ExpiresIn,
    [property:
        Secret,
        Description("Gives the next access token, once; null when it is in a cookie, or stays as it is.")
    ]
        string? RefreshToken,
    UserView User,
    TenantView Tenant
) : ISessionCookie
{
    [JsonIgnore]
    public SessionCookie? Cookie { get; init; }

    public override string ToString() => nameof(SignedIn);
}

/// <summary>The person as this tenant knows her.</summary>
public sealed record UserView(
    UserId Id,
    string Email,
    string DisplayName,
    [property: Description("IANA time zone; null: the tenant's.")] string? TimeZone,
    Role Role
)
{
    internal static UserView Of(Membership member) =>
        new(new(member.Id), member.Email, member.DisplayName, member.TimeZone, member.Role);
}

public sealed record TenantView(
    TenantId Id,
    string Name,
    [property: Description("IANA time zone.")] string TimeZone,
    long Version
)
{
    internal static TenantView Of(Tenant tenant) => new(tenant.TenantId, tenant.Name, tenant.TimeZone, tenant.Version);
}
