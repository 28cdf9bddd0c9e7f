using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Steward.Identity;

/// <summary>
/// A signed token in compact serialization (RFC 7515), with ES256 or RS256. Nothing in it is to be believed before
/// <see cref="Verify(JsonWebKey)"/> has returned its payload.
/// </summary>
internal sealed class JsonWebSignature
{
    public const int MaxLength = 8 * 1024;
    private readonly byte[] signed;
    private readonly byte[] payload;
    private readonly byte[] signature;
    private readonly string algorithm;

    private JsonWebSignature(JsonElement header, byte[] signed, byte[] payload, byte[] signature)
    {
        algorithm = header.Text("alg")!;
        (KeyId, Type) = (header.Text("kid"), header.Text("typ"));
        (this.signed, this.payload, this.signature) = (signed, payload, signature);
    }

    /// <summary>The key that the token says it was signed with: a hint where to look, no more.</summary>
    public string? KeyId { get; }

    public string? Type { get; }

    /// <summary>Null if it is not a signed token in its one right spelling.</summary>
    public static JsonWebSignature? Parse(string token)
    {
        if (token.Length > MaxLength || token.Count(c => c == '.') != 2)
            return null;
        var (first, last) = (token.IndexOf('.'), token.LastIndexOf('.'));
        if (
            StrictJson.FromBase64Url(token.AsSpan(..first)) is not { Length: > 0 } headerBytes
            || StrictJson.FromBase64Url(token.AsSpan((first + 1)..last)) is not { } payload
            || StrictJson.FromBase64Url(token.AsSpan((last + 1)..)) is not { Length: > 0 } signature
            || StrictJson.Object(headerBytes) is not { } header
            || !IsUnderstood(header)
        )
            return null;
        return new JsonWebSignature(header, Encoding.ASCII.GetBytes(token, 0, last), payload, signature);
    }

    /// <summary>The payload if this key has signed it, else null.</summary>
    public static byte[]? Verify(string token, JsonWebKey key) => Parse(token)?.Verify(key);

    /// <inheritdoc cref="Verify(string, JsonWebKey)"/>
    public byte[]? Verify(JsonWebKey key)
    {
        if (algorithm != key.Algorithm || (KeyId is not null && key.Id is not null && KeyId != key.Id))
            return null;
        return key.Verify(signed, signature) ? payload : null;
    }

    /// <summary>The issuer that the token names, unverified: only to choose whose keys to verify it with.</summary>
    public string? ClaimedIssuer() => StrictJson.Object(payload)?.Text("iss");

    public static string Sign(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, Func<byte[], byte[]> sign)
    {
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    // Keys inside the token (jwk, jku, x5c, x5u) are never looked at; `crit` asks for extensions, and we have none.
    private static bool IsUnderstood(JsonElement header) =>
        header.Text("alg") is not null
        && !header.Has("crit")
        && header.Has("kid") == (header.Text("kid") is not null)
        && header.Has("typ") == (header.Text("typ") is not null);
}
