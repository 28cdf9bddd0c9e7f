using System.Text.Json;

namespace Steward.Identity;

/// <summary>What an outside issuer vouches for. Who that is in Steward, if anybody, is decided elsewhere.</summary>
internal sealed record OutsideToken(
    string Issuer,
    string Subject,
    string? Email,
    bool EmailVerified,
    DateTimeOffset ExpiresAt
);

/// <summary>Verifies one outside issuer's tokens.</summary>
internal sealed class OutsideIssuer(OutsideIssuerOptions options, IssuerKeys keys, TimeProvider time)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);
    private const int LongestText = 320;

    public string Name => options.Issuer;

    public async ValueTask<TokenCheck<OutsideToken>> Verify(JsonWebSignature signature, CancellationToken ct)
    {
        // A typed token of another kind (a logout token, a proof of possession) is no access token: RFC 8725, 3.11.
        if (signature.Type?.ToUpperInvariant() is not (null or "JWT" or "AT+JWT"))
            return TokenFault.WrongType;
        var (key, fault) = await keys.Find(signature.KeyId, ct);
        if (key is null)
            return fault;
        if (!options.Algorithms.Contains(key.Algorithm))
            return TokenFault.UnknownKey;
        if (signature.Verify(key) is not { } payload)
            return TokenFault.BadSignature;
        return StrictJson.Object(payload) is { } claims ? Check(claims) : TokenFault.Malformed;
    }

    private TokenCheck<OutsideToken> Check(JsonElement claims)
    {
        var now = time.GetUtcNow();
        if (claims.Text("iss") != options.Issuer)
            return TokenFault.UnknownIssuer;
        if (!IsForUs(claims))
            return TokenFault.WrongAudience;
        if (claims.Time("exp") is not { } expiresAt)
            return TokenFault.MissingClaim;
        if (now >= expiresAt + ClockSkew)
            return TokenFault.Expired;
        if (expiresAt > now + options.LongestLife + ClockSkew)
            return TokenFault.LivesTooLong;
        if (IsAhead(claims, "nbf", now) || IsAhead(claims, "iat", now))
            return TokenFault.NotYetValid;
        if (claims.Text(options.SubjectClaim) is not { Length: > 0 and <= LongestText } subject)
            return TokenFault.MissingClaim;

        var email = claims.Text(options.EmailClaim) is { Length: > 0 and <= LongestText } text ? text : null;
        var vouched =
            claims.TryGetProperty(options.EmailVerifiedClaim, out var flag) && flag.ValueKind == JsonValueKind.True;
        return new OutsideToken(options.Issuer, subject, email, email is not null && vouched, expiresAt);
    }

    private bool IsForUs(JsonElement claims) =>
        claims.TryGetProperty("aud", out var audience)
        && audience.ValueKind switch
        {
            JsonValueKind.String => audience.ValueEquals(options.Audience),
            JsonValueKind.Array => audience
                .EnumerateArray()
                .Any(a => a.ValueKind == JsonValueKind.String && a.ValueEquals(options.Audience)),
            _ => false,
        };

    // A time that cannot be read counts as one that has not come.
    private static bool IsAhead(JsonElement claims, string name, DateTimeOffset now) =>
        claims.Has(name) && !(claims.Time(name) <= now + ClockSkew);
}
