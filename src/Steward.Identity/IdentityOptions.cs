namespace Steward.Identity;

/// <summary>Who may sign up by themselves.</summary>
public enum SignUpMode
{
    /// <summary>The first person; all others come by invitation.</summary>
    First,

    /// <summary>Nobody: the first comes from the command line, all others by invitation.</summary>
    Invited,

    /// <summary>Everybody.</summary>
    Open,
}

/// <summary>What the operator decides about identity.</summary>
public sealed record IdentityOptions
{
    public SignUpMode SignUp { get; init; } = SignUpMode.First;

    /// <summary>What our access tokens name as issuer, and whom they are for; the same on all servers of an installation.</summary>
    public string Issuer { get; init; } = "steward";
    public string Audience { get; init; } = "steward";

    public IReadOnlyList<OutsideIssuerOptions> OutsideIssuers { get; init; } = [];

    /// <summary>Rounds of PBKDF2 with HMAC-SHA-512; the number is OWASP's of 2023. Older hashes are renewed at sign-in.</summary>
    public int PasswordRounds { get; init; } = 210_000;
}
