using System.Globalization;
using System.Net;

namespace Steward.Server.Configuration;

/// <summary>Parsers of single values. Each throws a FormatException that ends a sentence begun with the value.</summary>
internal static class SettingTypes
{
    public static IPAddress Address(string text) =>
        IPAddress.TryParse(text.Trim('[', ']'), out var address)
            ? address
            : throw new FormatException("is not an IP address, such as 127.0.0.1, 0.0.0.0 or ::1.");

    public static IPNetwork Network(string text) =>
        IPNetwork.TryParse(text, out var network)
            ? network
            : throw new FormatException("is not a network such as 10.0.0.0/8.");

    public static Uri WebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.UserInfo.Length == 0
            ? uri
            : throw new FormatException("is not an http:// or https:// address without a password in it.");

    public static Uri Secure(Uri uri) =>
        uri.Scheme == "https" || uri.IsLoopback ? uri : throw new FormatException("must begin with https://.");

    public static string HostPattern(string text)
    {
        var name = text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text;
        return text == "*" || Uri.CheckHostName(name.Trim('[', ']')) != UriHostNameType.Unknown
            ? text
            : throw new FormatException("is not a host's name; write it without http:// and without a port.");
    }

    public static string Destination(string text) =>
        IPNetwork.TryParse(text, out _) || Uri.CheckHostName(text.Trim('[', ']')) != UriHostNameType.Unknown
            ? text
            : throw new FormatException("is not a host's name, an IP address or a network such as 10.0.0.0/8.");

    public static string ExistingFolder(string text) =>
        Directory.Exists(text) ? Path.GetFullPath(text) : throw new FormatException("is not a folder.");

    public static string Algorithm(string text) =>
        text is "ES256" or "RS256" ? text : throw new FormatException("is neither ES256 nor RS256.");

    public static Func<string, long> Number(long from, long to) =>
        text =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n)
            && n >= from
            && n <= to
                ? n
                : throw new FormatException($"is not a whole number from {from} to {to}.");

    public static double Fraction(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n)
        && n is >= 0 and <= 1
            ? n
            : throw new FormatException("is not a number from 0 to 1.");

    public static bool YesOrNo(string text) =>
        bool.TryParse(text, out var value) ? value : throw new FormatException("is neither true nor false.");

    public static T Choice<T>(string text)
        where T : struct, Enum =>
        Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<T>(text, ignoreCase: true)
            : throw new FormatException($"is none of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");

    public static string Pairs(string text) =>
        text.Split(',').All(pair => pair.IndexOf('=', StringComparison.Ordinal) > 0)
            ? text
            : throw new FormatException("is not a list such as name=value,name=value.");

    public static string Secret(string text) =>
        text.Length >= 16 ? text : throw new FormatException("is too short; it needs 16 characters.");
}
