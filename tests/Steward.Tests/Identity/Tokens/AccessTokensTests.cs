using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Steward.Identity;

namespace Steward.Tests.Identity.Tokens;

public sealed class AccessTokensTests
{
    private static readonly UserId Ana = new(Guid.Parse("0193a1b0-0000-7000-8000-000000000001"));
    private static readonly TenantId Home = new(Guid.Parse("0193a1b0-0000-7000-8000-000000000002"));
    private static readonly Guid Session = Guid.Parse("0193a1b0-0000-7000-8000-000000000003");
    private static readonly Guid Id = Guid.Parse("0193a1b0-0000-7000-8000-000000000004");

    private readonly ManualTime time = new();
    private readonly SigningKey key;
    private readonly AccessTokens tokens;
    private KeyRing ring;

    public AccessTokensTests()
    {
        key = SigningKey.Create(time.Now);
        ring = new KeyRing([key]);
        tokens = Tokens();
    }

    [Fact]
    public void A_token_says_who_where_from_which_session_and_may_do_what()
    {
        var check = tokens.Verify(Issue());

        Assert.Equal(TokenFault.None, check.Fault);
        var token = check.Token!;
        Assert.Equal((Ana, Home, Session, Id), (token.User, token.Tenant, token.Session, token.Id));
        Assert.Equal((ScopeSet.Of("read:tasks", "write:tasks"), Role.Member), (token.Scopes, token.Role));
        Assert.Equal((time.Now, time.Now + TimeSpan.FromMinutes(10)), (token.IssuedAt, token.ExpiresAt));
    }

    [Fact]
    public void On_the_wire_it_is_an_access_token_of_RFC_9068()
    {
        var parts = Issue().Split('.');
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));

        Assert.Equal($$"""{"alg":"ES256","typ":"at+jwt","kid":"{{key.Id}}"}""", header.RootElement.GetRawText());
        Assert.Equal(
            ["iss", "aud", "sub", "tid", "sid", "scope", "role", "iat", "exp", "jti"],
            payload.RootElement.EnumerateObject().Select(m => m.Name)
        );
    }

    [Fact]
    public void A_token_without_scopes_has_none() =>
        Assert.Equal(ScopeSet.None, tokens.Verify(Issue(scopes: [])).Token!.Scopes);

    [Fact]
    public void It_expires_after_ten_minutes_and_the_clocks_differences_also_when_it_was_verified_before()
    {
        var token = Issue();
        Assert.NotNull(tokens.Verify(token).Token);

        time.Now += AccessTokens.Lifetime + AccessTokens.ClockSkew - TimeSpan.FromSeconds(1);
        Assert.NotNull(tokens.Verify(token).Token);
        time.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(TokenFault.Expired, tokens.Verify(token).Fault);
    }

    [Fact]
    public void Every_key_in_the_published_ring_verifies_and_a_key_that_left_does_not()
    {
        var old = Issue();
        var next = SigningKey.Create(time.Now + TimeSpan.FromMinutes(1));
        ring = new KeyRing([key, next]);
        time.Now += TimeSpan.FromMinutes(2);
        var young = Issue();

        Assert.NotNull(tokens.Verify(old).Token);
        Assert.NotNull(tokens.Verify(young).Token);

        ring = new KeyRing([next]);
        tokens.Forget();
        Assert.Equal(TokenFault.UnknownKey, tokens.Verify(old).Fault);
        Assert.NotNull(tokens.Verify(young).Token);
    }

    [Fact]
    public void Another_installations_token_is_refused_even_under_the_same_key()
    {
        Assert.Equal(TokenFault.UnknownIssuer, Tokens(issuer: "https://other.example").Verify(Issue()).Fault);
        Assert.Equal(TokenFault.WrongAudience, Tokens(audience: "other").Verify(Issue()).Fault);
    }

    [Theory]
    [InlineData("JWT")]
    [InlineData("AT+JWT")]
    [InlineData("at+jwt ")]
    [InlineData("")]
    public void A_token_of_another_type_is_refused(string type)
    {
        Assert.Equal(TokenFault.WrongType, tokens.Verify(Forge(header: h => h["typ"] = type)).Fault);
        Assert.Equal(TokenFault.WrongType, tokens.Verify(Forge(header: h => h.Remove("typ"))).Fault);
    }

    [Fact]
    public void A_token_that_names_no_key_or_an_unknown_one_is_refused()
    {
        Assert.Equal(TokenFault.UnknownKey, tokens.Verify(Forge(header: h => h.Remove("kid"))).Fault);
        Assert.Equal(TokenFault.UnknownKey, tokens.Verify(Forge(header: h => h["kid"] = "other")).Fault);
    }

    [Theory]
    [InlineData("iss")]
    [InlineData("aud")]
    [InlineData("sub")]
    [InlineData("tid")]
    [InlineData("sid")]
    [InlineData("scope")]
    [InlineData("role")]
    [InlineData("iat")]
    [InlineData("exp")]
    [InlineData("jti")]
    public void A_token_of_our_key_that_lacks_a_claim_or_has_it_in_another_form_is_refused(string claim)
    {
        Assert.Null(tokens.Verify(Forge(payload: p => p.Remove(claim))).Token);
        Assert.Null(tokens.Verify(Forge(payload: p => p[claim] = new JsonArray(p[claim]!.DeepClone()))).Token);
        Assert.Null(tokens.Verify(Forge(payload: p => p[claim] = null)).Token);
    }

    [Fact]
    public void A_token_from_the_future_or_for_longer_than_ours_live_is_refused()
    {
        var now = time.Now.ToUnixTimeSeconds();
        Assert.NotNull(tokens.Verify(Forge(payload: p => p["nbf"] = now + 30)).Token);
        Assert.Equal(TokenFault.NotYetValid, tokens.Verify(Forge(payload: p => p["nbf"] = now + 31)).Fault);
        Assert.Equal(TokenFault.NotYetValid, tokens.Verify(Forge(payload: p => p["nbf"] = "now")).Fault);
        Assert.Equal(TokenFault.NotYetValid, tokens.Verify(Forge(payload: p => p["iat"] = now + 31)).Fault);
        Assert.Equal(TokenFault.LivesTooLong, tokens.Verify(Forge(payload: p => p["exp"] = now + 601)).Fault);
        Assert.Equal(TokenFault.MissingClaim, tokens.Verify(Forge(payload: p => p["exp"] = 1e300)).Fault);
        Assert.Equal(TokenFault.MissingClaim, tokens.Verify(Forge(payload: p => p["exp"] = -1)).Fault);
    }

    [Fact]
    public void A_changed_payload_is_refused_also_after_the_right_one_was_verified()
    {
        var token = Issue();
        Assert.NotNull(tokens.Verify(token).Token);
        var parts = token.Split('.');
        var forged = $"{parts[0]}.{Signer.Encode("""{"sub":"eve"}""")}.{parts[2]}";

        Assert.Equal(TokenFault.BadSignature, tokens.Verify(forged).Fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("stw_abc")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    public void What_is_no_token_is_malformed(string text) =>
        Assert.Equal(TokenFault.Malformed, tokens.Verify(text).Fault);

    private AccessTokens Tokens(string issuer = "https://steward.example", string audience = "steward") =>
        new(issuer, audience, () => ring, time);

    private string Issue(string[]? scopes = null) =>
        tokens.Issue(Ana, Home, Session, ScopeSet.Of(scopes ?? ["read:tasks", "write:tasks"]), Role.Member, Id);

    private string Forge(Action<JsonObject>? header = null, Action<JsonObject>? payload = null)
    {
        var parts = Issue().Split('.');
        return JsonWebSignature.Sign(Changed(parts[0], header), Changed(parts[1], payload), key.Sign);

        static byte[] Changed(string part, Action<JsonObject>? change)
        {
            var json = JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();
            change?.Invoke(json);
            return Encoding.UTF8.GetBytes(json.ToJsonString());
        }
    }
}
