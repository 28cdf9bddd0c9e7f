using System.Text;
using System.Text.Json;
using Steward.Identity;

namespace Steward.Tests.Identity.Tokens;

/// <summary>All vectors of C2SP/wycheproof for JWS and JWK: valid under ES256 or RS256 verifies, all else is refused.</summary>
public sealed class WycheproofTests
{
    [Fact]
    public void Of_the_signatures_exactly_the_valid_ones_of_supported_keys_verify()
    {
        var tally = Run("jose/json_web_signature_test.json", (key, jws) => Verify(JsonWebKey.Parse, key, jws));

        Assert.Equal(new Tally(Total: 401, Verified: 10, Refused: 391), tally);
    }

    [Fact]
    public void Of_the_key_sets_exactly_the_valid_ones_of_supported_keys_verify()
    {
        var tally = Run("jose/json_web_key_test.json", (set, jws) => Verify(FirstOf, set, jws));

        Assert.Equal(new Tally(Total: 26, Verified: 1, Refused: 25), tally);

        JsonWebKey FirstOf(JsonElement set)
        {
            var keys = JsonWebKeySet.Parse(Encoding.UTF8.GetBytes(set.GetRawText()));
            return keys.Keys.Count == 1 ? keys.Keys[0] : throw new FormatException("None of the keys is usable.");
        }
    }

    private static Tally Run(string file, Func<JsonElement, string, byte[]?> verify)
    {
        var root = SharedData.Json(file);
        var tally = new Tally(0, 0, 0);
        foreach (var group in root.GetProperty("testGroups").EnumerateArray())
        foreach (var vector in group.GetProperty("tests").EnumerateArray())
        {
            var key = group.TryGetProperty("public", out var published) ? published : group.GetProperty("private");
            var jws = vector.GetProperty("jws").GetString()!;
            var expected = vector.GetProperty("result").GetString() == "valid" && IsSupported(key);
            var name = $"{vector.GetProperty("tcId")} {group.GetProperty("comment")} {vector.GetProperty("comment")}";

            var payload = verify(key, jws);

            Assert.True(expected == (payload is not null), $"{name}: expected {(expected ? "valid" : "refused")}");
            if (payload is not null)
                Assert.Equal(jws.Split('.')[1], System.Buffers.Text.Base64Url.EncodeToString(payload));
            tally = payload is null
                ? tally with
                {
                    Total = tally.Total + 1,
                    Refused = tally.Refused + 1,
                }
                : tally with
                {
                    Total = tally.Total + 1,
                    Verified = tally.Verified + 1,
                };
        }
        Assert.Equal(root.GetProperty("numberOfTests").GetInt32(), tally.Total);
        return tally;
    }

    private static byte[]? Verify(Func<JsonElement, JsonWebKey> parse, JsonElement key, string jws)
    {
        try
        {
            return JsonWebSignature.Verify(jws, parse(key));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool IsSupported(JsonElement keyOrSet) =>
        keyOrSet.TryGetProperty("keys", out var keys)
            ? keys.EnumerateArray().All(IsSupported)
            : keyOrSet.TryGetProperty("alg", out var alg) && alg.GetString() is ("ES256" or "RS256");

    private sealed record Tally(int Total, int Verified, int Refused);
}
