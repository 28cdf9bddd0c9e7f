using System.Text;

namespace Steward.Identity;

/// <summary>An e-mail address as accounts are told apart by it.</summary>
internal static class Email
{
    public const int MaxLength = 254;

    /// <summary>Trimmed, NFC, lower case; throws a refusal (422) if it is not an address.</summary>
    public static string Normalise(string given) =>
        Normalised(given)
        ?? throw RefusalException.Invalid("/email", "not_an_email", "Give an e-mail address, as ana@example.org.");

    /// <summary>The same, or null.</summary>
    public static string? Normalised(string given)
    {
        // Normalize throws at this one.
        if (given.Contains('\ufffe'))
            return null;
        var email = given.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();
        return IsAddress(email) ? email : null;
    }

    // Whether it reaches anybody only a letter can tell; this refuses what cannot be one.
    private static bool IsAddress(string email) =>
        email.Length is >= 3 and <= MaxLength
        && email.IndexOf('@') is > 0 and <= 64 and var at
        && at == email.LastIndexOf('@')
        && at < email.Length - 1
        && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';' or '"')
        && email[(at + 1)..].Split('.').All(label => label is not "" && label[0] is not '-' && label[^1] is not '-');
}
