using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Steward.Identity;

/// <summary>What an access token says: who, in which tenant, from which session, with which scopes.</summary>
/// <param name="Role">The role when it was issued: a hint, which the door corrects.</param>
internal sealed record AccessToken(
    UserId User,
    TenantId Tenant,
    Guid Session,
    ScopeSet Scopes,
    Role Role,
    Guid Id,
    DateTimeOffset IssuedAt,
    DateTimeOffset ExpiresAt
);

/// <summary>Our own access tokens: JWTs (RFC 9068) signed with ES256 that live ten minutes.</summary>
internal sealed class AccessTokens(string issuer, string audience, Func<KeyRing> ring, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private const string Type = "at+jwt";
    private readonly VerifiedTokens<AccessToken> verified = new(time);

    public string Issuer => issuer;

    public string Issue(UserId user, TenantId tenant, Guid session, ScopeSet scopes, Role role, Guid id)
    {
        var now = time.GetUtcNow();
        var key = ring().Current(now);
        var header = Json(json =>
        {
            json.WriteString("alg", key.Public.Algorithm);
            json.WriteString("typ", Type);
            json.WriteString("kid", key.Id);
        });
        var payload = Json(json =>
        {
            json.WriteString("iss", issuer);
            json.WriteString("aud", audience);
            json.WriteString("sub", user.Value);
            json.WriteString("tid", tenant.Value);
            json.WriteString("sid", session);
            json.WriteString("scope", scopes.ToString());
            json.WriteString("role", Wire.Name(role.ToString()));
            json.WriteNumber("iat", now.ToUnixTimeSeconds());
            json.WriteNumber("exp", (now + Lifetime).ToUnixTimeSeconds());
            json.WriteString("jti", id);
        });
        return JsonWebSignature.Sign(header, payload, key.Sign);
    }

    public TokenCheck<AccessToken> Verify(string token)
    {
        if (verified.Find(token) is { } known)
            return known;
        var check = VerifyAfresh(token);
        if (check.Token is { } fresh)
            verified.Keep(token, fresh, fresh.ExpiresAt + ClockSkew);
        return check;
    }

    /// <summary>Forgets what was verified: after a key was withdrawn before its time.</summary>
    public void Forget() => verified.Clear();

    private TokenCheck<AccessToken> VerifyAfresh(string token)
    {
        var now = time.GetUtcNow();
        if (JsonWebSignature.Parse(token) is not { } signature)
            return TokenFault.Malformed;
        if (signature.Type != Type)
            return TokenFault.WrongType;
        if (ring().Find(signature.KeyId, now) is not { } key)
            return TokenFault.UnknownKey;
        if (signature.Verify(key) is not { } payload)
            return TokenFault.BadSignature;
        if (StrictJson.Object(payload) is not { } claims)
            return TokenFault.Malformed;
        if (claims.Text("iss") != issuer)
            return TokenFault.UnknownIssuer;
        if (claims.Text("aud") != audience)
            return TokenFault.WrongAudience;
        if (Read(claims) is not { } accessToken)
            return TokenFault.MissingClaim;
        return Fault(accessToken, claims, now) is { } fault ? fault : accessToken;
    }

    private static TokenFault? Fault(AccessToken token, JsonElement claims, DateTimeOffset now)
    {
        if (now >= token.ExpiresAt + ClockSkew)
            return TokenFault.Expired;
        if (token.IssuedAt > now + ClockSkew)
            return TokenFault.NotYetValid;
        if (claims.Has("nbf") && !(claims.Time("nbf") <= now + ClockSkew))
            return TokenFault.NotYetValid;
        return token.ExpiresAt - token.IssuedAt > Lifetime ? TokenFault.LivesTooLong : null;
    }

    private static AccessToken? Read(JsonElement claims) =>
        Guid.TryParseExact(claims.Text("sub"), "D", out var user)
        && Guid.TryParseExact(claims.Text("tid"), "D", out var tenant)
        && Guid.TryParseExact(claims.Text("sid"), "D", out var session)
        && Guid.TryParseExact(claims.Text("jti"), "D", out var id)
        && claims.Text("scope") is { } scope
        && Enum.TryParse<Role>(claims.Text("role"), ignoreCase: true, out var role)
        && claims.Time("iat") is { } issuedAt
        && claims.Time("exp") is { } expiresAt
            ? new(
                new UserId(user),
                new TenantId(tenant),
                session,
                ScopeSet.Of(scope.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
                role,
                id,
                issuedAt,
                expiresAt
            )
            : null;

    private static ReadOnlySpan<byte> Json(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }
}
