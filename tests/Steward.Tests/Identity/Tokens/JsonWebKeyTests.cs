using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Steward.Identity;

namespace Steward.Tests.Identity.Tokens;

public sealed class JsonWebKeyTests : IDisposable
{
    private readonly Signer es = Signer.Es256();
    private readonly Signer rs = Signer.Rs256();

    public void Dispose()
    {
        es.Dispose();
        rs.Dispose();
    }

    [Fact]
    public void A_key_has_the_algorithm_of_its_type_whether_it_says_so_or_not()
    {
        Assert.Equal("ES256", es.Key.Algorithm);
        Assert.Equal("RS256", rs.Key.Algorithm);
        Assert.Equal("ES256", Keys.Parse(es.Jwk.With("alg", "ES256")).Algorithm);
    }

    [Theory]
    [InlineData("kty", "RSA")]
    [InlineData("kty", "oct")]
    [InlineData("kty", "ec")]
    [InlineData("kty", null)]
    [InlineData("crv", "P-384")]
    [InlineData("crv", "secp256k1")]
    [InlineData("crv", null)]
    [InlineData("alg", "ES384")]
    [InlineData("alg", "RS256")]
    [InlineData("alg", "HS256")]
    [InlineData("alg", "none")]
    [InlineData("alg", 256)]
    [InlineData("use", "enc")]
    [InlineData("use", 1)]
    [InlineData("key_ops", "verify")]
    [InlineData("key_ops", new[] { "sign", "encrypt" })]
    [InlineData("kid", "")]
    [InlineData("kid", 7)]
    [InlineData("d", "AQAB")]
    [InlineData("k", "AQAB")]
    [InlineData("x", null)]
    [InlineData("x", "")]
    [InlineData("x", "AQAB")]
    [InlineData("y", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void An_elliptic_key_that_is_not_quite_one_is_refused(string member, object? value) =>
        Assert.Throws<FormatException>(() => Keys.Parse(es.Jwk.With(member, value)));

    [Theory]
    [InlineData("e", "AQ")]
    [InlineData("e", "Aw")]
    [InlineData("e", "AQAA")]
    [InlineData("e", "AAEAAQ")]
    [InlineData("e", "AQAAAAE")]
    [InlineData("e", null)]
    [InlineData("n", "AQAB")]
    [InlineData("alg", "PS256")]
    [InlineData("alg", "RS512")]
    public void An_RSA_key_that_is_not_quite_one_is_refused(string member, object? value) =>
        Assert.Throws<FormatException>(() => Keys.Parse(rs.Jwk.With(member, value)));

    [Fact]
    public void RSA_keys_under_2048_and_over_8192_bits_are_refused()
    {
        Assert.Throws<FormatException>(() => Keys.Parse(RsaJwk((BigInteger.One << 2046) + 1)));
        Assert.Throws<FormatException>(() => Keys.Parse(RsaJwk((BigInteger.One << 8192) + 1)));
        Assert.Throws<FormatException>(() => Keys.Parse(RsaJwk(BigInteger.One << 2047)));
    }

    [Fact]
    public void An_RSA_key_with_the_ROCA_fingerprint_is_refused_by_name()
    {
        var smallPrimes = new BigInteger[] { 11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157 };
        var product = smallPrimes.Aggregate(BigInteger.Multiply);
        var residue = BigInteger.ModPow(65537, 123_457, product);
        var modulus = residue + product * ((BigInteger.One << 2047) / product + 5);
        modulus = modulus.IsEven ? modulus + product : modulus;

        var refused = Assert.Throws<FormatException>(() => Keys.Parse(RsaJwk(modulus)));

        Assert.Contains("ROCA", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "ROCA",
            Record.Exception(() => Keys.Parse(RsaJwk(modulus + 2)))?.Message ?? "",
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_set_leaves_out_the_keys_it_cannot_use_and_finds_the_others_by_id()
    {
        var set = Keys.ParseSet(
            """{"kty":"OKP","crv":"Ed25519","kid":"ed","x":"AQAB"}""",
            es.Jwk.With("use", "enc").With("kid", "es-enc"),
            es.Jwk,
            "17",
            rs.Jwk
        );

        Assert.Equal(["es", "rs"], set.Keys.Select(k => k.Id));
        Assert.Equal("RS256", set.Find("rs")!.Algorithm);
        Assert.Null(set.Find("ed"));
        Assert.Null(set.Find(null));
        Assert.NotNull(Keys.ParseSet(es.Jwk).Find(null));
    }

    [Fact]
    public void A_set_that_publishes_a_secret_or_two_keys_alike_is_refused_as_a_whole()
    {
        Assert.Throws<FormatException>(() => Keys.ParseSet(es.Jwk, rs.Jwk.With("d", "AQAB")));
        Assert.Throws<FormatException>(() => Keys.ParseSet(es.Jwk, """{"kty":"oct","k":"AQAB"}"""));
        Assert.Throws<FormatException>(() => Keys.ParseSet(es.Jwk, rs.Jwk.With("kid", "es")));
        Assert.Throws<FormatException>(() => Keys.ParseSet(es.Jwk.With("kid", null), rs.Jwk.With("kid", null)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":[],"keys":[]}""")]
    [InlineData("""{"keys":[]} {}""")]
    [InlineData("""{"keys":[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]}""")]
    [InlineData("""{"keys":[], "\ud800":1, "\ud800":1}""")]
    public void What_is_not_a_key_set_is_refused_with_a_reason(string json) =>
        Assert.Throws<FormatException>(() => JsonWebKeySet.Parse(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_key_set_beyond_the_limits_is_refused()
    {
        Assert.Throws<FormatException>(() => JsonWebKeySet.Parse(new byte[JsonWebKeySet.MaxLength + 1]));
        Assert.Throws<FormatException>(() => Keys.ParseSet([.. Enumerable.Repeat("{}", 65)]));
        Assert.Empty(Keys.ParseSet([.. Enumerable.Repeat("{}", 64)]).Keys);
    }

    private static string RsaJwk(BigInteger modulus) =>
        $$"""{"kty":"RSA","e":"AQAB","n":"{{Base64Url.EncodeToString(modulus.ToByteArray(true, true))}}"}""";
}
