using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Steward.Identity;

/// <summary>
/// Random secrets that are shown once: a prefix by which scanners find them in the wrong places, 32 random bytes, and a checksum
/// by which a mistyped one is told without asking the database.
/// </summary>
internal static class SecretToken
{
    public const string ApiKey = "stw_";
    public const string Invitation = "stwi_";
    public const string Refresh = "stwr_";

    /// <summary>What a preview shows in a fresh secret's place.</summary>
    public const string Shown = "(new)";

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int BodyLength = 43;
    private const int ChecksumLength = 6;

    public static string New(string prefix) => Of(prefix, RandomNumberGenerator.GetBytes(32));

    public static string Of(string prefix, ReadOnlySpan<byte> bytes)
    {
        var body = prefix + Base62(new BigInteger(bytes, isUnsigned: true, isBigEndian: true), BodyLength);
        return body + Checksum(body);
    }

    public static bool IsWellFormed(string prefix, string token) =>
        token.Length == prefix.Length + BodyLength + ChecksumLength
        && token.StartsWith(prefix, StringComparison.Ordinal)
        && token.AsSpan(token.Length - ChecksumLength).SequenceEqual(Checksum(token[..^ChecksumLength]));

    /// <summary>As it is stored. The secret is random and long, so that a plain hash does.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static string Checksum(string body) =>
        Base62(BinaryPrimitives.ReadUInt32BigEndian(Hash(body)), ChecksumLength);

    private static string Base62(BigInteger number, int length)
    {
        Span<char> digits = stackalloc char[length];
        for (var place = length - 1; place >= 0; place--)
        {
            digits[place] = Digits[(int)(number % 62)];
            number /= 62;
        }
        return new(digits);
    }
}
