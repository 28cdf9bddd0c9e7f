using System.Security.Cryptography;
using System.Text;

namespace Steward.Assistant;

/// <summary>How servers and their tools are called here.</summary>
public static class ServerNames
{
    public const int Longest = 20;
    public const string Rule =
        "A server's name has small letters, digits, hyphens and single underscores, 20 at most, and begins and ends with a letter or digit; steward is taken.";

    internal const string Prefix = "mcp__";
    internal const int LongestTool = 128;

    /// <summary>Models take no longer name of a tool.</summary>
    private const int LongestListed = 64;
    private const string Parting = "__";

    public static bool IsName(string text) =>
        text is { Length: > 0 and <= Longest } and not "steward"
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_')
        && char.IsAsciiLetterOrDigit(text[0])
        && char.IsAsciiLetterOrDigit(text[^1])
        && !text.Contains(Parting, StringComparison.Ordinal);

    internal static bool IsTool(string text) =>
        text.Length is > 0 and <= LongestTool && text.All(c => c is > ' ' and <= '~');

    /// <summary>As models and agents' files call it: <c>mcp__server__tool</c>. What models would not take of it is put otherwise.</summary>
    public static string Listed(string server, string tool)
    {
        var name = $"{Prefix}{server}{Parting}{tool}";
        var plain = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
        if (plain == name && name.Length <= LongestListed)
            return name;
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8];
        return $"{plain[..Math.Min(plain.Length, LongestListed - 9)]}_{mark}";
    }

    /// <summary>Whether a list as an agent's file has it means the tool.</summary>
    internal static bool Mean(IEnumerable<string> names, string server, string tool)
    {
        var whole = Prefix + server;
        return names.Any(name =>
            name == whole
            || name == $"{whole}{Parting}*"
            || name == $"{whole}{Parting}{tool}"
            || name == Listed(server, tool)
            || name is Prefix + "*" or CallOutsideTool.Name
        );
    }

    /// <summary>Server and tool of a name that is not listed any more.</summary>
    internal static (string Server, string Tool)? Parts(string listed) =>
        listed.StartsWith(Prefix, StringComparison.Ordinal)
        && listed.IndexOf(Parting, Prefix.Length, StringComparison.Ordinal) is > 0 and var end
        && end + Parting.Length < listed.Length
            ? (listed[Prefix.Length..end], listed[(end + Parting.Length)..])
            : null;
}
