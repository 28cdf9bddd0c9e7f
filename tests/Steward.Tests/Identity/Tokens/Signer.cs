using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Steward.Identity;

namespace Steward.Tests.Identity.Tokens;

/// <summary>An issuer of the test's own, who signs whatever header and payload he is given.</summary>
internal sealed class Signer : IDisposable
{
    private readonly AsymmetricAlgorithm algorithm;

    private Signer(string id, AsymmetricAlgorithm algorithm) => (Id, this.algorithm) = (id, algorithm);

    public string Id { get; }

    public string Jwk => algorithm is ECDsa ec ? EcJwk(ec) : RsaJwk((RSA)algorithm);

    public JsonWebKey Key => Keys.Parse(Jwk);

    public static Signer Es256(string id = "es") => new(id, ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static Signer Rs256(string id = "rs") => new(id, RSA.Create(2048));

    public string Sign(string header, string payload) => SignEncoded(Encode(header), Encode(payload));

    /// <summary>Signs the two parts as they are, well encoded or not.</summary>
    public string SignEncoded(string header, string payload)
    {
        var data = Encoding.UTF8.GetBytes($"{header}.{payload}");
        var signature = algorithm is ECDsa ec
            ? ec.SignData(data, HashAlgorithmName.SHA256)
            : ((RSA)algorithm).SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{header}.{payload}.{Base64Url.EncodeToString(signature)}";
    }

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public void Dispose() => algorithm.Dispose();

    private string EcJwk(ECDsa ec)
    {
        var point = ec.ExportParameters(false).Q;
        var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        return JsonSerializer.Serialize(
            new
            {
                kty = "EC",
                crv = "P-256",
                kid = Id,
                x,
                y,
            }
        );
    }

    private string RsaJwk(RSA rsa)
    {
        var numbers = rsa.ExportParameters(false);
        var (n, e) = (Base64Url.EncodeToString(numbers.Modulus), Base64Url.EncodeToString(numbers.Exponent));
        return JsonSerializer.Serialize(
            new
            {
                kty = "RSA",
                kid = Id,
                n,
                e,
            }
        );
    }
}
