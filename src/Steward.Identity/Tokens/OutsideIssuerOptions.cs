namespace Steward.Identity;

/// <summary>Another issuer whose tokens the operator accepts: Better Auth with ES256, say.</summary>
public sealed record OutsideIssuerOptions
{
    /// <summary>Its name, as the <c>iss</c> claim has it to the letter.</summary>
    public required string Issuer { get; init; }

    /// <summary>What its tokens must be meant for; without one, tokens for others would be taken.</summary>
    public required string Audience { get; init; }

    /// <summary>Where its keys are, over https: whoever is on the way could put in one of his own.</summary>
    public required Uri KeySetUrl { get; init; }

    /// <summary>ES256, RS256, or both.</summary>
    public IReadOnlyList<string> Algorithms { get; init; } = ["ES256"];

    public string SubjectClaim { get; init; } = "sub";
    public string EmailClaim { get; init; } = "email";
    public string EmailVerifiedClaim { get; init; } = "email_verified";

    /// <summary>A token that lives longer from now is refused.</summary>
    public TimeSpan LongestLife { get; init; } = TimeSpan.FromHours(24);
}
