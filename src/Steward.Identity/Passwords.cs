using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Steward.Identity;

/// <summary>Makes and checks the hashes of passwords, and says which passwords are too easy.</summary>
internal sealed class Passwords
{
    public const int MinLength = 10;
    public const int MaxLength = 200;

    // What PasswordHasher writes: its format 3, that is PBKDF2 with an algorithm, rounds and a salt's length told in front.
    // https://github.com/dotnet/aspnetcore/blob/main/src/Identity/Extensions.Core/src/PasswordHasher.cs
    private const byte Format = 1;
    private const uint HmacSha512 = 2;
    private const int HeaderLength = 13;
    private const int SaltLength = 16;
    private const int KeyLength = 32;

    private static readonly object Nobody = new();
    private readonly PasswordHasher<object> hasher;

    public Passwords(int rounds)
    {
        hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = rounds }));
        Decoy = NewDecoy(rounds);
    }

    /// <summary>Reads as the hash of a password that nobody knows. Hashing one would hold up each start as long as a sign-in.</summary>
    internal string Decoy { get; }

    public string Hash(string password) => hasher.HashPassword(Nobody, Plain(password));

    /// <summary>Takes as long without a hash (no such account) as with one.</summary>
    public PasswordCheck Check(string? hash, string password) =>
        hasher.VerifyHashedPassword(Nobody, hash ?? Decoy, Plain(password)) switch
        {
            _ when hash is null => PasswordCheck.Wrong,
            PasswordVerificationResult.Success => PasswordCheck.Right,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordCheck.RightAndOutdated,
            _ => PasswordCheck.Wrong,
        };

    /// <summary>Throws a refusal (422) for a password that is guessed first.</summary>
    public static void CheckStrength(string password, string email, string pointer = "/password")
    {
        if (Weakness(password, email, pointer) is { } weakness)
            throw RefusalException.Invalid([weakness]);
    }

    /// <summary>Why a password is guessed first; null: it is not.</summary>
    public static InputError? Weakness(string password, string email, string pointer = "/password")
    {
        var plain = Plain(password);
        var text = plain.ToLowerInvariant();
        // A surrogate pair is one character to who types it.
        if (plain.EnumerateRunes().Count() < MinLength)
            return TooEasy(pointer, $"A password has at least {MinLength} characters.");
        if (text == email || text == email[..email.IndexOf('@')])
            return TooEasy(pointer, "The password must not be the e-mail address.");
        return CommonPasswords.Hold(text)
            ? TooEasy(pointer, "This password is one of the commonest. Choose one that nobody guesses.")
            : null;
    }

    private static string NewDecoy(int rounds)
    {
        var hash = RandomNumberGenerator.GetBytes(HeaderLength + SaltLength + KeyLength);
        hash[0] = Format;
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(1), HmacSha512);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(5), (uint)rounds);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(9), SaltLength);
        return Convert.ToBase64String(hash);
    }

    // The same letters may come composed or not, depending on the keyboard.
    private static string Plain(string password) => password.Normalize(NormalizationForm.FormC);

    private static InputError TooEasy(string pointer, string message) => new(pointer, "weak_password", message);
}

internal enum PasswordCheck
{
    Wrong,
    Right,

    /// <summary>Right, but hashed with fewer rounds than today.</summary>
    RightAndOutdated,
}
