using System.Text.Json;

namespace Steward.Identity;

/// <summary>An issuer's published keys (RFC 7517, section 5).</summary>
internal sealed class JsonWebKeySet
{
    public const int MaxLength = 64 * 1024;
    private const int MaxKeys = 64;

    private JsonWebKeySet(IReadOnlyList<JsonWebKey> keys) => Keys = keys;

    public IReadOnlyList<JsonWebKey> Keys { get; }

    /// <summary>
    /// Keys of a kind that Steward does not verify with are left out, as the RFC asks. A set that publishes a secret
    /// or names two keys alike is refused as a whole: whoever made it is not to be relied on.
    /// </summary>
    /// <exception cref="FormatException">The message says why.</exception>
    public static JsonWebKeySet Parse(ReadOnlyMemory<byte> json)
    {
        if (json.Length > MaxLength)
            throw new FormatException($"The key set is longer than {MaxLength} bytes.");
        if (
            StrictJson.Object(json) is not { } set
            || !set.TryGetProperty("keys", out var members)
            || members.ValueKind != JsonValueKind.Array
        )
            throw new FormatException("The key set is not a JSON object with an array of keys.");
        if (members.GetArrayLength() > MaxKeys)
            throw new FormatException($"The key set holds more than {MaxKeys} keys.");
        if (members.EnumerateArray().Any(m => m.ValueKind == JsonValueKind.Object && JsonWebKey.HoldsSecret(m)))
            throw new FormatException("The key set publishes a private or symmetric key.");

        var keys = members.EnumerateArray().Select(Usable).OfType<JsonWebKey>().ToList();
        if (keys.Select(k => k.Id).Distinct().Count() < keys.Count)
            throw new FormatException("Two keys of the set have the same kid.");
        return new JsonWebKeySet(keys);
    }

    /// <summary>The key of that id. A token that names none is served only where there is no choice.</summary>
    public JsonWebKey? Find(string? id) =>
        id is not null ? Keys.FirstOrDefault(k => k.Id == id)
        : Keys.Count == 1 ? Keys[0]
        : null;

    private static JsonWebKey? Usable(JsonElement member)
    {
        try
        {
            return JsonWebKey.Parse(member);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
