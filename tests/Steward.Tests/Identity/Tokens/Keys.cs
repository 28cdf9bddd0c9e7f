using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Steward.Identity;

namespace Steward.Tests.Identity.Tokens;

internal static class Keys
{
    public static JsonWebKey Parse(string jwk)
    {
        using var document = JsonDocument.Parse(jwk);
        return JsonWebKey.Parse(document.RootElement);
    }

    public static JsonWebKeySet ParseSet(params string[] jwks) => JsonWebKeySet.Parse(Set(jwks));

    public static byte[] Set(params string[] jwks) =>
        Encoding.UTF8.GetBytes($$"""{"keys":[{{string.Join(',', jwks)}}]}""");

    /// <summary>The key with one member changed; null removes it.</summary>
    public static string With(this string jwk, string member, object? value)
    {
        var key = JsonNode.Parse(jwk)!.AsObject();
        key.Remove(member);
        if (value is not null)
            key[member] = JsonSerializer.SerializeToNode(value);
        return key.ToJsonString();
    }
}
