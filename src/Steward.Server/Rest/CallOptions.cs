using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Steward.Server.Rest;

/// <summary>
/// What a request says about the call itself, by its headers (and by <c>if_version</c>). Faults are kept until the
/// pipeline asks for the input: who may not call does not hear what was wrong.
/// </summary>
internal sealed class CallOptions
{
    public const string IfVersionName = "if_version";
    private const int LongestKey = 200;

    private List<InputError>? faults;
    private long? matched;
    private long? versionGiven;

    public CallOptions(HttpRequest request, OperationInfo operation)
    {
        var headers = request.Headers;
        if (headers.TryGetValue("Time-Zone", out var zone))
            TimeZone = Zone(zone);
        if (!operation.IsCommand)
            return;
        Preview = IsPreferred(headers["Prefer"], "preview");
        if (headers.TryGetValue("Idempotency-Key", out var key))
            IdempotencyKey = Key(key);
        IsConditional = operation.IsConditional();
        if (headers.IfMatch is { Count: > 0 } tags)
            Match(tags.ToString());
    }

    public bool Preview { get; }
    public string? IdempotencyKey { get; }
    public string? TimeZone { get; }

    /// <summary>Whether the call may name the version of the row in its route.</summary>
    public bool IsConditional { get; }

    /// <summary>The body is no JSON object: it is handed on for the operation to say where it breaks.</summary>
    public bool IsUnreadable { get; set; }

    /// <summary>The body has brought one, so that the cookie's is not taken.</summary>
    public bool HasRefreshToken { get; set; }

    public long? IfVersion => versionGiven ?? matched;

    public void Fault(string pointer, string code, string message) => (faults ??= []).Add(new(pointer, code, message));

    /// <summary>The <c>if_version</c> of query or body; null when it is no integer.</summary>
    public void GiveVersion(long? version)
    {
        const string pointer = "/" + IfVersionName;
        if (version is null)
            Fault(pointer, "wrong_type", "'if_version' must be an integer.");
        else if (versionGiven is not null)
            Fault(pointer, "duplicate", "'if_version' is given twice.");
        else if (matched is { } other && other != version)
            Fault(pointer, "mismatch", "'if_version' and If-Match name different versions.");
        versionGiven = version;
    }

    /// <summary>The input, unless there are faults; then all of them at once, its own with them.</summary>
    public GivenInput Check(Func<GivenInput> parse)
    {
        if (IsUnreadable)
        {
            parse();
            throw RefusalException.Invalid("", "malformed_json", "The body is not a JSON object.");
        }
        if (faults is null)
            return parse();
        try
        {
            parse();
        }
        catch (RefusalException refusal) when (refusal.Kind is RefusalKind.Invalid)
        {
            faults.AddRange(refusal.Errors);
        }
        throw RefusalException.Invalid(faults);
    }

    /// <summary>RFC 7240: a list of preferences, each with parameters that are of no interest here.</summary>
    private static bool IsPreferred(StringValues given, string preference)
    {
        foreach (var line in given)
        foreach (var part in line.AsSpan().Split(','))
        {
            var token = line.AsSpan()[part];
            if (token.IndexOf(';') is >= 0 and var end)
                token = token[..end];
            if (token.Trim().Equals(preference, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private string? Key(StringValues given)
    {
        if (given is [{ Length: > 0 and <= LongestKey } key] && !key.AsSpan().ContainsAnyExceptInRange('\x21', '\x7e'))
            return key;
        Fault("", "invalid_header", $"Idempotency-Key must be 1 to {LongestKey} visible ASCII characters.");
        return null;
    }

    private string? Zone(StringValues given)
    {
        if (given is [{ } name] && TimeZones.IsKnown(name))
            return name;
        Fault("", "invalid_header", "Time-Zone must be the IANA name of a time zone, as in Europe/Berlin.");
        return null;
    }

    private void Match(string tags)
    {
        if (!IsConditional)
            Fault(
                "",
                "invalid_header",
                "If-Match has no meaning here: this call does not change one row of its address."
            );
        else if (tags.Contains(',', StringComparison.Ordinal))
            Fault("", "invalid_header", "If-Match must be one ETag, as you have read it, or *.");
        else if (tags.Trim() is not "*")
            // A tag that was never given out matches no version, and is answered so.
            matched = EntityTag.Version(tags) ?? -1;
    }
}

/// <summary>The version of a row, as HTTP has it: <c>"7"</c>.</summary>
internal static class EntityTag
{
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public static long? Version(ReadOnlySpan<char> tag) =>
        tag.Trim() is ['"', .. var inner, '"']
        && long.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;

    /// <summary>If-None-Match: weakly compared, as RFC 9110 13.1.2 wants it.</summary>
    public static bool Matches(StringValues given, string tag)
    {
        foreach (var line in given)
        foreach (var part in line.AsSpan().Split(','))
        {
            var one = line.AsSpan()[part].Trim();
            if (one is "*")
                return true;
            if (one.StartsWith("W/", StringComparison.Ordinal))
                one = one[2..];
            if (one.SequenceEqual(tag))
                return true;
        }
        return false;
    }
}
