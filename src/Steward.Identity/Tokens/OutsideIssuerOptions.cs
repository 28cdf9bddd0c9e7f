namespace Steward.Identity;

/// <summary>Another issuer whose tokens the operator accepts, as configured: Better Auth with ES256, say.</summary>
internal sealed record OutsideIssuerOptions
{
    public string Issuer { get; init; } = "";
    public string JwksUrl { get; init; } = "";

    /// <summary>The key set may come over http: its way is the operator's own network.</summary>
    public bool PlainHttp { get; init; }

    public string Audience { get; init; } = "";
    public IReadOnlyList<string> Algorithms { get; init; } = ["ES256"];
    public string SubjectClaim { get; init; } = "sub";
    public string EmailClaim { get; init; } = "email";
    public string EmailVerifiedClaim { get; init; } = "email_verified";

    /// <summary>A token that lives longer from now is refused.</summary>
    public TimeSpan LongestLife { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Everything wrong with it, as sentences.</summary>
    public IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Issuer))
            yield return "An outside issuer needs its name, as the iss claim has it.";
        if (string.IsNullOrWhiteSpace(Audience))
            yield return $"The issuer {Issuer} needs an audience: without one, tokens meant for others would be taken.";
        if (!Uri.TryCreate(JwksUrl, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
            yield return $"The issuer {Issuer} needs the address of its key set.";
        else if (url.Scheme == "http" && !url.IsLoopback && !PlainHttp)
            yield return $"The key set of {Issuer} must come over https: whoever is on the way could put in a key.";
        if (Algorithms.Count == 0 || Algorithms.Any(a => a is not ("ES256" or "RS256")))
            yield return $"The issuer {Issuer} may sign with ES256 and RS256 only.";
        if (LongestLife <= TimeSpan.Zero)
            yield return $"The longest life of {Issuer}'s tokens must be more than nothing.";
    }
}
