using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Steward.Identity;

/// <summary>One of our own keys (ES256), and when it takes over the signing.</summary>
internal sealed class SigningKey
{
    private readonly ECParameters secret;

    private SigningKey(ECParameters secret, DateTimeOffset signsFrom)
    {
        this.secret = secret;
        SignsFrom = signsFrom;
        Public = new JsonWebKey(Thumbprint(secret.Q), new ECParameters { Curve = secret.Curve, Q = secret.Q });
    }

    public string Id => Public.Id!;
    public DateTimeOffset SignsFrom { get; }
    public JsonWebKey Public { get; }

    public static SigningKey Create(DateTimeOffset signsFrom)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new SigningKey(key.ExportParameters(includePrivateParameters: true), signsFrom);
    }

    /// <param name="privateKey">What <see cref="Export"/> gave.</param>
    /// <param name="signsFrom">Since, or from, when it signs.</param>
    public static SigningKey Import(ReadOnlySpan<byte> privateKey, DateTimeOffset signsFrom)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        return new SigningKey(key.ExportParameters(includePrivateParameters: true), signsFrom);
    }

    /// <summary>The private key as PKCS #8, unencrypted: it is stored under the master key only.</summary>
    public byte[] Export()
    {
        using var key = ECDsa.Create(secret);
        return key.ExportPkcs8PrivateKey();
    }

    /// <summary>The public key as our key set shows it.</summary>
    public object PublicJwk()
    {
        var (x, y) = (Base64Url.EncodeToString(secret.Q.X), Base64Url.EncodeToString(secret.Q.Y));
        return new
        {
            kty = "EC",
            crv = "P-256",
            x,
            y,
            alg = "ES256",
            use = "sig",
            kid = Id,
        };
    }

    public byte[] Sign(byte[] data)
    {
        using var key = ECDsa.Create(secret);
        return key.SignData(data, HashAlgorithmName.SHA256);
    }

    // RFC 7638: the same key has the same id wherever it is loaded, and no two keys share one.
    private static string Thumbprint(ECPoint point)
    {
        var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        var canonical = $$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""";
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(canonical)));
    }
}
