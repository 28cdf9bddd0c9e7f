using System.Security.Cryptography;
using System.Text.Json;

namespace Steward.Identity;

/// <summary>
/// A public key that may verify signatures: EC on P-256 (ES256) or RSA of 2048 bits and more (RS256). Its
/// algorithm is the key's own; what a token's header says can only agree with it.
/// </summary>
internal sealed class JsonWebKey
{
    private static readonly string[] SecretMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];
    private readonly ECParameters ec;
    private readonly RSAParameters rsa;

    public JsonWebKey(string? id, ECParameters ec)
    {
        (Id, Algorithm, this.ec) = (id, "ES256", ec);
        using var proof = ECDsa.Create(ec);
    }

    private JsonWebKey(string? id, RSAParameters rsa) => (Id, Algorithm, this.rsa) = (id, "RS256", rsa);

    public string? Id { get; }

    /// <summary>ES256 or RS256.</summary>
    public string Algorithm { get; }

    /// <exception cref="FormatException">It is not a key that Steward verifies with; the message says why.</exception>
    public static JsonWebKey Parse(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new FormatException("A key is a JSON object.");
        if (HoldsSecret(json))
            throw new FormatException("The key is not a public key.");
        if (json.Has("kid") && string.IsNullOrEmpty(json.Text("kid")))
            throw new FormatException("The key's kid is not text.");
        if (json.Has("use") && json.Text("use") != "sig")
            throw new FormatException("The key's use is not sig.");
        if (json.TryGetProperty("key_ops", out var operations) && !AllowsVerify(operations))
            throw new FormatException("The key's key_ops do not hold verify.");

        var key = json.Text("kty") switch
        {
            "EC" => EllipticCurve(json),
            "RSA" => Rsa(json),
            _ => throw new FormatException("The key's kty is neither EC nor RSA."),
        };
        if (json.Has("alg") && json.Text("alg") != key.Algorithm)
            throw new FormatException($"The key's alg is not {key.Algorithm}.");
        return key;
    }

    /// <summary>Whether a private or symmetric key stands where a public one belongs.</summary>
    public static bool HoldsSecret(JsonElement json) => SecretMembers.Any(member => json.Has(member));

    // Instances of ECDsa and RSA are not thread-safe; making one costs less than the verification it serves.
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (Algorithm == "ES256")
        {
            using var ecdsa = ECDsa.Create(ec);
            return signature.Length == 64 && ecdsa.VerifyData(data, signature, HashAlgorithmName.SHA256);
        }
        using var key = RSA.Create(rsa);
        return signature.Length == rsa.Modulus!.Length
            && key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static bool AllowsVerify(JsonElement operations) =>
        operations.ValueKind == JsonValueKind.Array
        && operations.EnumerateArray().Any(o => o.ValueKind == JsonValueKind.String && o.ValueEquals("verify"));

    private static JsonWebKey EllipticCurve(JsonElement json)
    {
        if (json.Text("crv") != "P-256")
            throw new FormatException("The key's curve is not P-256.");
        var (x, y) = (Bytes(json, "x"), Bytes(json, "y"));
        if (x.Length != 32 || y.Length != 32)
            throw new FormatException("A coordinate of the key is not 32 bytes long.");
        try
        {
            var point = new ECPoint { X = x, Y = y };
            return new JsonWebKey(
                json.Text("kid"),
                new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point }
            );
        }
        catch (CryptographicException e)
        {
            throw new FormatException("The key's point is not on its curve.", e);
        }
    }

    private static JsonWebKey Rsa(JsonElement json)
    {
        var parameters = new RSAParameters { Modulus = Bytes(json, "n"), Exponent = Bytes(json, "e") };
        if (RsaStrength.Weakness(parameters.Modulus, parameters.Exponent) is { } weakness)
            throw new FormatException(weakness);
        return new JsonWebKey(json.Text("kid"), parameters);
    }

    private static byte[] Bytes(JsonElement json, string member) =>
        StrictJson.FromBase64Url(json.Text(member)) is { Length: > 0 } bytes
            ? bytes
            : throw new FormatException($"The key's {member} is missing or not base64url.");
}
