using System.Buffers;
using System.Text.RegularExpressions;

namespace Steward.Server.Ops;

/// <summary>
/// The last net under the log. Nothing here should ever have to act: no code logs a secret. It catches what a message of a
/// library or an outside address carries along.
/// </summary>
internal static partial class Redaction
{
    public const string Removed = "(removed)";

    private static readonly SearchValues<string> Signs = SearchValues.Create(
        [
            "stw_",
            "eyJ",
            "bearer ",
            "basic ",
            "password",
            "passwd",
            "pwd",
            "secret",
            "token",
            "api_key",
            "api-key",
            "apikey",
            "://",
        ],
        StringComparison.OrdinalIgnoreCase
    );

    private static readonly SearchValues<string> SecretNames = SearchValues.Create(
        [
            "password",
            "passwd",
            "secret",
            "token",
            "apikey",
            "api_key",
            "authorization",
            "cookie",
            "connectionstring",
            "credential",
        ],
        StringComparison.OrdinalIgnoreCase
    );

    public static bool IsSecret(string name) => name.AsSpan().ContainsAny(SecretNames);

    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAny(Signs))
            return text;
        text = Bare().Replace(text, Removed);
        text = InAddress().Replace(text, "$1" + Removed + "@");
        return Named().Replace(text, "$1" + Removed);
    }

    [GeneratedRegex(
        @"\bstw_[\w-]{8,}|\beyJ[\w-]{8,}\.[\w-]*(?:\.[\w-]*)?|(?<=\b(?:bearer|basic) )[\w.~+/=-]{8,}",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Bare();

    [GeneratedRegex(@"(://[^\s/:@]*:)[^\s/@]+@")]
    private static partial Regex InAddress();

    [GeneratedRegex(
        """((?:password|passwd|pwd|secret|(?<!PublicKey)token|api[_-]?key)["']?\s?[=:]\s?["']?)(?!\(removed)[^\s"',;&]+""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Named();
}
