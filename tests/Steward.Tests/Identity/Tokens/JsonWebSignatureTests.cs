using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Steward.Identity;

namespace Steward.Tests.Identity.Tokens;

public sealed class JsonWebSignatureTests : IDisposable
{
    private readonly Signer es = Signer.Es256();
    private readonly Signer rs = Signer.Rs256();

    public void Dispose()
    {
        es.Dispose();
        rs.Dispose();
    }

    [Fact]
    public void Both_algorithms_verify_what_their_key_has_signed()
    {
        Assert.Equal("hello"u8, JsonWebSignature.Verify(es.Sign("""{"alg":"ES256"}""", "hello"), es.Key)!);
        Assert.Equal("hello"u8, JsonWebSignature.Verify(rs.Sign("""{"alg":"RS256","kid":"rs"}""", "hello"), rs.Key)!);
    }

    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"None"}""")]
    [InlineData("""{"alg":"es256"}""")]
    [InlineData("""{"alg":"ES384"}""")]
    [InlineData("""{"alg":"HS256"}""")]
    [InlineData("""{"alg":"RS256"}""")]
    [InlineData("""{"alg":["ES256"]}""")]
    [InlineData("""{"alg":null}""")]
    [InlineData("{}")]
    [InlineData("""{"alg":"ES256","alg":"ES256"}""")]
    [InlineData("""{"alg":"ES256","kid":"es","kid":"es"}""")]
    [InlineData("""{"alg":"ES256","\u0061lg":"ES256"}""")]
    [InlineData("""{"alg":"ES256","crit":["exp"]}""")]
    [InlineData("""{"alg":"ES256","crit":[]}""")]
    [InlineData("""{"alg":"ES256","b64":false,"crit":["b64"]}""")]
    [InlineData("""{"alg":"ES256","kid":"another"}""")]
    [InlineData("""{"alg":"ES256","kid":7}""")]
    [InlineData("""{"alg":"ES256","kid":"\ud800"}""")]
    [InlineData("""{"alg":"ES256","typ":{}}""")]
    [InlineData("""{"alg":"ES256"} """ + "x")]
    [InlineData("""{"alg":"ES256",}""")]
    [InlineData("""{"alg":"ES256"/**/}""")]
    [InlineData("""["ES256"]""")]
    [InlineData("\"ES256\"")]
    [InlineData("")]
    [InlineData("\ufeff{\"alg\":\"ES256\"}")]
    public void A_header_that_is_not_plainly_the_keys_algorithm_is_refused_though_the_signature_is_right(
        string header
    ) => Assert.Null(JsonWebSignature.Verify(es.Sign(header, "hello"), es.Key));

    [Fact]
    public void A_header_that_is_not_UTF8_is_refused()
    {
        byte[] header = [.. "{\"alg\":\"ES256\",\"x\":\""u8, 0xff, .. "\"}"u8];

        Assert.Null(JsonWebSignature.Verify(es.SignEncoded(Base64Url.EncodeToString(header), "AAAA"), es.Key));
    }

    [Fact]
    public void Unknown_members_of_the_header_are_ignored_and_white_space_is_JSON()
    {
        var token = es.Sign(
            "{ \"alg\" : \"ES256\",\n\t\"x5t\":\"abc\", \"jku\":\"https://evil.example/keys\" }",
            "hello"
        );

        Assert.NotNull(JsonWebSignature.Verify(token, es.Key));
    }

    [Fact]
    public void A_key_that_the_token_brings_along_is_never_trusted()
    {
        using var eve = Signer.Es256("es");
        var header = $$"""{"alg":"ES256","kid":"es","jwk":{{eve.Jwk}}}""";

        Assert.Null(JsonWebSignature.Verify(eve.Sign(header, "hello"), es.Key));
    }

    [Fact]
    public void A_public_key_is_no_secret_to_make_an_HMAC_with()
    {
        byte[][] confused = [Encoding.UTF8.GetBytes(rs.Jwk), Encoding.UTF8.GetBytes(es.Jwk)];
        foreach (var secret in confused)
        foreach (var algorithm in new[] { "HS256", "ES256", "RS256" })
        {
            var signed = $"{Signer.Encode($$"""{"alg":"{{algorithm}}"}""")}.{Signer.Encode("hello")}";
            var mac = HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed));
            var token = $"{signed}.{Base64Url.EncodeToString(mac)}";

            Assert.Null(JsonWebSignature.Verify(token, rs.Key));
            Assert.Null(JsonWebSignature.Verify(token, es.Key));
        }
    }

    [Fact]
    public void A_token_under_one_algorithm_does_not_verify_with_a_key_of_the_other()
    {
        Assert.Null(JsonWebSignature.Verify(es.Sign("""{"alg":"RS256"}""", "hello"), rs.Key));
        Assert.Null(JsonWebSignature.Verify(rs.Sign("""{"alg":"ES256"}""", "hello"), es.Key));
    }

    [Fact]
    public void Every_truncation_and_every_extension_is_refused()
    {
        var token = es.Sign("""{"alg":"ES256"}""", "hello");

        for (var length = 0; length < token.Length; length++)
            Assert.Null(JsonWebSignature.Verify(token[..length], es.Key));
        foreach (var tail in new[] { "A", "AAAA", "=", "==", ".", " ", "\n", "\0", "é", ".." })
        {
            Assert.Null(JsonWebSignature.Verify(token + tail, es.Key));
            Assert.Null(JsonWebSignature.Verify(tail + token, es.Key));
            Assert.Null(JsonWebSignature.Verify(token.Replace(".", tail + ".", StringComparison.Ordinal), es.Key));
        }
    }

    [Theory]
    [InlineData("aGVsbG9")] // unused bits set
    [InlineData("aGVsbG8=")]
    [InlineData("aGVs bG8")]
    [InlineData("aGVsbG8\n")]
    [InlineData("aGVsb")]
    [InlineData("aGVsbG8/")]
    [InlineData("aGVsbG8+")]
    [InlineData("aGVsbG8é")]
    public void A_payload_in_another_spelling_of_base64url_is_refused_though_the_signature_is_right(string payload) =>
        Assert.Null(JsonWebSignature.Verify(es.SignEncoded(Signer.Encode("""{"alg":"ES256"}"""), payload), es.Key));

    [Fact]
    public void The_longest_token_is_read_and_a_longer_one_is_not()
    {
        var fits = es.Sign("""{"alg":"ES256"}""", new string('a', 6_000));
        var tooLong = es.Sign("""{"alg":"ES256"}""", new string('a', 6_100));

        Assert.InRange(fits.Length, 8_000, JsonWebSignature.MaxLength);
        Assert.NotNull(JsonWebSignature.Verify(fits, es.Key));
        Assert.Null(JsonWebSignature.Verify(tooLong, es.Key));
        Assert.Null(JsonWebSignature.Parse(new string('.', 10_000_000)));
    }

    [Fact]
    public void A_signature_in_DER_is_refused()
    {
        var token = es.Sign("""{"alg":"ES256"}""", "hello");
        var der = Convert.FromHexString("3006020101020101");

        Assert.Null(
            JsonWebSignature.Verify(token[..(token.LastIndexOf('.') + 1)] + Base64Url.EncodeToString(der), es.Key)
        );
    }

    [Fact]
    public void No_single_changed_bit_survives()
    {
        var token = es.Sign("""{"alg":"ES256","kid":"es"}""", """{"iss":"https://issuer.example","sub":"ana"}""");

        Prop.ForAll(
                Gen.Choose(0, token.Length - 1).Zip(Gen.Choose(0, 6)).ToArbitrary(),
                flip =>
                {
                    var changed = token.ToCharArray();
                    changed[flip.Item1] ^= (char)(1 << flip.Item2);
                    return JsonWebSignature.Verify(new string(changed), es.Key) is null;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void No_text_makes_it_throw()
    {
        var pieces = new[] { ".", "..", "e30", "eyJhbGciOiJFUzI1NiJ9", "AAAA", "\0", "=", "{", "\ud800", "é" };
        var texts = Gen.Elements(pieces).Or(ArbMap.Default.GeneratorFor<string>()).ListOf().Select(string.Concat);

        Prop.ForAll(texts.ToArbitrary(), text => JsonWebSignature.Verify(text, es.Key) is null)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }
}
