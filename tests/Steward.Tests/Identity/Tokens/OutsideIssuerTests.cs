using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Steward.Identity;

namespace Steward.Tests.Identity.Tokens;

public sealed class OutsideIssuerTests : IDisposable
{
    private readonly ManualTime time = new();
    private readonly Signer es = Signer.Es256();
    private readonly Signer rs = Signer.Rs256();
    private readonly KeySetServer server = new();
    private readonly OutsideIssuerOptions options = new()
    {
        Issuer = "https://auth.example",
        Audience = "steward",
        KeySetUrl = new("https://auth.example/jwks"),
    };

    public OutsideIssuerTests() => server.Publish(es.Jwk, rs.Jwk);

    public void Dispose()
    {
        es.Dispose();
        rs.Dispose();
        server.Dispose();
    }

    [Fact]
    public async Task Its_tokens_give_the_subject_and_the_email_it_vouches_for()
    {
        var check = await Issuers().Verify(Token(), default);

        var expires = time.Now + TimeSpan.FromMinutes(15);
        Assert.Equal(new OutsideToken("https://auth.example", "ana-1", "ana@example.org", true, expires), check.Token);
    }

    [Fact]
    public async Task Other_names_of_claims_are_configured()
    {
        var issuers = Issuers(
            options with
            {
                SubjectClaim = "uid",
                EmailClaim = "mail",
                EmailVerifiedClaim = "checked",
            }
        );

        var check = await issuers.Verify(
            Token(p => (p["uid"], p["mail"], p["checked"]) = ("7", "a@b.c", true)),
            default
        );

        Assert.Equal(("7", "a@b.c", true), (check.Token!.Subject, check.Token.Email, check.Token.EmailVerified));
    }

    [Theory]
    [InlineData("false")]
    [InlineData("\"true\"")]
    [InlineData("1")]
    [InlineData("null")]
    public async Task An_email_counts_as_verified_only_if_the_claim_is_true(string flag)
    {
        var check = await Issuers().Verify(Token(p => p["email_verified"] = JsonNode.Parse(flag)), default);

        Assert.False(check.Token!.EmailVerified);
    }

    [Fact]
    public async Task Claims_that_do_not_hold_are_refused_each_with_its_reason()
    {
        var now = time.Now.ToUnixTimeSeconds();
        await Refused(TokenFault.UnknownIssuer, p => p["iss"] = "https://auth.example/");
        await Refused(TokenFault.UnknownIssuer, p => p.Remove("iss"));
        await Refused(TokenFault.WrongAudience, p => p["aud"] = "other");
        await Refused(TokenFault.WrongAudience, p => p["aud"] = new JsonArray("other", 7, null));
        await Refused(TokenFault.WrongAudience, p => p.Remove("aud"));
        await Refused(TokenFault.MissingClaim, p => p.Remove("exp"));
        await Refused(TokenFault.MissingClaim, p => p["exp"] = "soon");
        await Refused(TokenFault.Expired, p => p["exp"] = now - 60);
        await Refused(TokenFault.LivesTooLong, p => p["exp"] = now + 86_461);
        await Refused(TokenFault.NotYetValid, p => p["nbf"] = now + 61);
        await Refused(TokenFault.NotYetValid, p => p["iat"] = now + 61);
        await Refused(TokenFault.NotYetValid, p => p["nbf"] = "later");
        await Refused(TokenFault.MissingClaim, p => p.Remove("sub"));
        await Refused(TokenFault.MissingClaim, p => p["sub"] = "");
        await Refused(TokenFault.MissingClaim, p => p["sub"] = new string('a', 321));
        await Refused(TokenFault.MissingClaim, p => p["sub"] = 7);

        Assert.NotNull(
            (await Issuers().Verify(Token(p => p["aud"] = new JsonArray("other", "steward")), default)).Token
        );
        Assert.NotNull((await Issuers().Verify(Token(p => p["exp"] = now - 58.5), default)).Token);
    }

    [Theory]
    [InlineData("dpop+jwt")]
    [InlineData("logout+jwt")]
    [InlineData("")]
    public async Task A_token_of_another_kind_is_refused(string type)
    {
        var token = es.Sign($$"""{"alg":"ES256","kid":"es","typ":"{{type}}"}""", Payload().ToJsonString());

        Assert.Equal(TokenFault.WrongType, (await Issuers().Verify(token, default)).Fault);
    }

    [Fact]
    public async Task An_algorithm_that_the_operator_did_not_allow_is_refused()
    {
        var token = rs.Sign("""{"alg":"RS256","kid":"rs"}""", Payload().ToJsonString());

        Assert.Equal(TokenFault.UnknownKey, (await Issuers().Verify(token, default)).Fault);
        Assert.NotNull((await Issuers(options with { Algorithms = ["RS256"] }).Verify(token, default)).Token);
    }

    [Fact]
    public async Task Another_signer_under_the_same_key_id_is_refused()
    {
        using var eve = Signer.Es256("es");
        var token = eve.Sign("""{"alg":"ES256","kid":"es"}""", Payload().ToJsonString());

        Assert.Equal(TokenFault.BadSignature, (await Issuers().Verify(token, default)).Fault);
    }

    [Fact]
    public async Task Keys_are_fetched_once_also_for_many_tokens_at_once()
    {
        var issuers = Issuers();
        server.Hold();
        var checks = Enumerable
            .Range(0, 50)
            .Select(i => issuers.Verify(Token(p => p["n"] = i), default).AsTask())
            .ToList();
        server.Release();

        Assert.All(await Task.WhenAll(checks), check => Assert.NotNull(check.Token));
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task An_unknown_key_id_refreshes_the_set_but_at_most_once_a_minute()
    {
        var issuers = Issuers();
        await issuers.Verify(Token(), default);
        using var next = Signer.Es256("next");
        var token = next.Sign("""{"alg":"ES256","kid":"next"}""", Payload().ToJsonString());
        server.Publish(es.Jwk, next.Jwk);

        for (var i = 0; i < 20; i++)
            Assert.Equal(TokenFault.UnknownKey, (await issuers.Verify(token, default)).Fault);
        Assert.Equal(1, server.Requests);

        time.Now += TimeSpan.FromMinutes(1);
        Assert.NotNull((await issuers.Verify(token, default)).Token);
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task While_the_issuer_is_silent_its_keys_hold_for_a_day_and_no_longer()
    {
        var issuers = Issuers();
        await issuers.Verify(Token(), default);
        server.Fail();

        time.Now += TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1);
        Assert.NotNull((await issuers.Verify(Token(), default)).Token);

        time.Now += TimeSpan.FromMinutes(2);
        Assert.Equal(TokenFault.KeysUnavailable, (await issuers.Verify(Token(), default)).Fault);

        server.Publish(es.Jwk);
        time.Now += TimeSpan.FromMinutes(2);
        Assert.NotNull((await issuers.Verify(Token(), default)).Token);
    }

    [Fact]
    public async Task A_withdrawn_key_stops_counting_within_the_hour()
    {
        var issuers = Issuers();
        var token = Token(p => p["exp"] = (time.Now + TimeSpan.FromHours(20)).ToUnixTimeSeconds());
        Assert.NotNull((await issuers.Verify(token, default)).Token);
        server.Publish(rs.Jwk);

        time.Now += TimeSpan.FromHours(1);
        Assert.NotNull((await issuers.Verify(token, default)).Token);
        using var unknown = Signer.Es256("unknown");
        var waitsForTheFetch = unknown.Sign("""{"alg":"ES256","kid":"unknown"}""", Payload().ToJsonString());
        Assert.Equal(TokenFault.UnknownKey, (await issuers.Verify(waitsForTheFetch, default)).Fault);

        time.Now += TimeSpan.FromMinutes(11);
        Assert.Equal(TokenFault.UnknownKey, (await issuers.Verify(token, default)).Fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("""{"keys":[{"kty":"oct","k":"AQAB"}]}""")]
    public async Task An_answer_that_is_no_key_set_counts_as_none(string answer)
    {
        server.Answer(HttpStatusCode.OK, answer);

        Assert.Equal(TokenFault.KeysUnavailable, (await Issuers().Verify(Token(), default)).Fault);
    }

    [Fact]
    public async Task Who_gives_up_waiting_does_not_stop_the_fetch_for_others()
    {
        var issuers = Issuers();
        server.Hold();
        using var impatient = new CancellationTokenSource();
        var first = issuers.Verify(Token(), impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var second = issuers.Verify(Token(), default);
        server.Release();

        Assert.NotNull((await second).Token);
        Assert.Equal(1, server.Requests);
    }

    private async Task Refused(TokenFault fault, Action<JsonObject> change)
    {
        var check = await Issuers().Verify(Token(change), default);
        Assert.Null(check.Token);
        Assert.Equal(fault, check.Fault);
    }

    private OutsideIssuers Issuers(OutsideIssuerOptions? other = null)
    {
        var keys = new IssuerKeys(options.KeySetUrl, server.Client, time, NullLogger<IssuerKeys>.Instance);
        return new OutsideIssuers([new OutsideIssuer(other ?? options, keys, time)], time);
    }

    private string Token(Action<JsonObject>? change = null)
    {
        var payload = Payload();
        change?.Invoke(payload);
        return es.Sign("""{"alg":"ES256","kid":"es"}""", payload.ToJsonString());
    }

    private JsonObject Payload() =>
        new()
        {
            ["iss"] = "https://auth.example",
            ["aud"] = "steward",
            ["sub"] = "ana-1",
            ["email"] = "ana@example.org",
            ["email_verified"] = true,
            ["iat"] = time.Now.ToUnixTimeSeconds(),
            ["exp"] = (time.Now + TimeSpan.FromMinutes(15)).ToUnixTimeSeconds(),
        };
}
