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

    private static readonly object Nobody = new();
    private readonly PasswordHasher<object> hasher;
    private readonly string decoy;

    public Passwords(int rounds)
    {
        hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = rounds }));
        decoy = Hash(RandomNumberGenerator.GetHexString(32));
    }

    public string Hash(string password) => hasher.HashPassword(Nobody, Plain(password));

    /// <summary>Takes as long without a hash (no such account) as with one.</summary>
    public PasswordCheck Check(string? hash, string password) =>
        hasher.VerifyHashedPassword(Nobody, hash ?? decoy, Plain(password)) switch
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
