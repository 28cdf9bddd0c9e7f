namespace Steward.Identity;

/// <summary>All outside issuers. A token finds its own by the name it claims, and must then be signed by it.</summary>
internal sealed class OutsideIssuers(IEnumerable<OutsideIssuer> issuers, TimeProvider time)
{
    // A key that an issuer withdraws stops counting after this long, whatever its tokens say.
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, OutsideIssuer> byName = issuers.ToDictionary(
        i => i.Name,
        StringComparer.Ordinal
    );
    private readonly VerifiedTokens<OutsideToken> verified = new(time);

    public async ValueTask<TokenCheck<OutsideToken>> Verify(string token, CancellationToken ct)
    {
        if (byName.Count == 0)
            return TokenFault.UnknownIssuer;
        if (verified.Find(token) is { } known)
            return known;
        if (JsonWebSignature.Parse(token) is not { } signature)
            return TokenFault.Malformed;
        if (signature.ClaimedIssuer() is not { } name || !byName.TryGetValue(name, out var issuer))
            return TokenFault.UnknownIssuer;

        var check = await issuer.Verify(signature, ct);
        if (check.Token is { } fresh)
        {
            var limit = time.GetUtcNow() + KeptFor;
            verified.Keep(token, fresh, fresh.ExpiresAt < limit ? fresh.ExpiresAt : limit);
        }
        return check;
    }
}
