using System.Globalization;
using System.Text;

namespace Steward.Assistant;

/// <summary>What agents are called: small letters, digits and hyphens, <c>senior-engineer</c>.</summary>
internal static class AgentName
{
    public const int Longest = 64;
    public const string Rule = "A name has small letters, digits and hyphens, 64 at most: senior-engineer.";

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= Longest
        && name is not ['-', ..] and not [.., '-']
        && name.All(sign => char.IsAsciiLetterLower(sign) || char.IsAsciiDigit(sign) || sign is '-');

    /// <summary>A valid name like this one; null: it has neither letter nor digit.</summary>
    /// <param name="name">A name as people write it, or that of a file.</param>
    public static string? Like(string name)
    {
        if (name.EndsWith(".md", StringComparison.OrdinalIgnoreCase))
            name = name[..^3];
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var made = new StringBuilder();
        foreach (var sign in name[..Math.Min(name.Length, 4 * Longest)].EnumerateRunes())
        foreach (var part in $"{sign}".Normalize(NormalizationForm.FormKD))
            if (char.IsAsciiLetterOrDigit(part))
                made.Append(char.ToLowerInvariant(part));
            else if (
                CharUnicodeInfo.GetUnicodeCategory(part) is not UnicodeCategory.NonSpacingMark
                && made is { Length: > 0 }
                && made[^1] is not '-'
            )
                made.Append('-');
        var like = $"{made}"[..Math.Min(made.Length, Longest)].Trim('-');
        return like is "" ? null : like;
    }
}
