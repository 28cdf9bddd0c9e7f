using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Steward.Identity;

/// <summary>
/// Slows guessing down, by account and by address. An account that does not exist is throttled like one that does. From an
/// address that a person has signed in from before, failures count apart: so strangers cannot keep a person out at home.
/// </summary>
internal sealed class Throttle(Porch porch)
{
    /// <summary>Throws a refusal (429) while the pause after earlier failures lasts.</summary>
    public async Task<Attempt> Begin(string email, bool knowsAddress, string? address, CancellationToken ct)
    {
        var network = Network(address);
        var account = knowsAddress ? Key("known", $"{email} {network}") : Key("account", email);
        string[] keys = network is null ? [account] : [account, Key("address", network)];
        if (await porch.Call("identity.begin_attempt", ct, (object)keys) is [[int seconds and > 0]])
            throw new RefusalException(
                RefusalKind.TooMany,
                "too_many_attempts",
                $"Too many attempts have failed. Try again in {seconds} seconds."
            )
            {
                RetryAfter = TimeSpan.FromSeconds(seconds),
                Params = new Dictionary<string, object?> { ["seconds"] = seconds },
            };
        return new(account, keys);
    }

    public Task Failed(Attempt attempt, CancellationToken ct) =>
        porch.Call("identity.note_failure", ct, (object)attempt.Keys);

    public Task Succeeded(Attempt attempt, CancellationToken ct) =>
        porch.Call("identity.forget_failures", ct, attempt.AccountKey);

    /// <summary>Of IPv6 the first 64 bits: whoever has one address there has them all.</summary>
    internal static string? Network(string? address)
    {
        if (!IPAddress.TryParse(address, out var ip))
            return null;
        if (ip.IsIPv4MappedToIPv6)
            ip = ip.MapToIPv4();
        return ip.AddressFamily is AddressFamily.InterNetworkV6
            ? new IPAddress([.. ip.GetAddressBytes()[..8], .. new byte[8]]) + "/64"
            : ip.ToString();
    }

    // Neither addresses nor what somebody typed as an e-mail address is kept in the clear.
    private static string Key(string kind, string of) =>
        $"{kind}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(of)))}";
}

internal sealed record Attempt(string AccountKey, string[] Keys);
