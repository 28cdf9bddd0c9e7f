using System.Net;
using System.Net.Sockets;

namespace Steward.Kernel;

/// <summary>
/// The one way out of Steward. Its clients reach public addresses only, and what the operator has listed: each address
/// is checked after the name was resolved and the connection goes to that very address, at every connection, those of
/// redirects included. So neither a name that resolves inwards nor one that changes in between gets in.
/// </summary>
public sealed class OutboundHttp
{
    private readonly HashSet<string> hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IPNetwork> networks = [];

    /// <param name="allowed">
    /// What the operator allows besides public addresses: names of hosts, addresses, networks (<c>10.1.0.0/16</c>).
    /// </param>
    /// <exception cref="FormatException">An entry is none of these.</exception>
    public OutboundHttp(IEnumerable<string> allowed)
    {
        foreach (var entry in allowed.Select(e => e.Trim()))
        {
            if (IPAddress.TryParse(entry.Trim('[', ']'), out var address))
                networks.Add(new IPNetwork(Plain(address), Plain(address).GetAddressBytes().Length * 8));
            else if (IPNetwork.TryParse(entry, out var network))
                networks.Add(network);
            else if (Uri.CheckHostName(entry) == UriHostNameType.Dns)
                hosts.Add(entry.TrimEnd('.'));
            else
                throw new FormatException($"'{entry}' is not a host, an address or a network such as 10.1.0.0/16.");
        }
    }

    /// <summary>
    /// A client with connections of its own: make one for each purpose and keep it. The limits hold for whole answers;
    /// whoever reads a stream (<see cref="HttpCompletionOption.ResponseHeadersRead"/>) has <see cref="OutboundLimits.MaxStreamedBytes"/>, or bounds it himself.
    /// </summary>
    public HttpClient Client(OutboundLimits limits)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = Connect,
            // A proxy would connect in our place, unchecked.
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = limits.Redirects > 0,
            MaxAutomaticRedirections = Math.Max(1, limits.Redirects),
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseHeadersLength = 32,
            // The ids of our traces are nobody else's business.
            ActivityHeadersPropagator = null,
        };
        return new HttpClient(limits.MaxStreamedBytes is { } most ? new BoundedAnswers(handler, most) : handler)
        {
            Timeout = limits.Timeout,
            MaxResponseContentBufferSize = limits.MaxBytes,
            DefaultRequestHeaders = { { "User-Agent", "Steward" } },
        };
    }

    /// <summary>Whether a connection to that host may go to that address.</summary>
    public bool MayReach(string host, IPAddress address)
    {
        var plain = Plain(address);
        return hosts.Contains(host.TrimEnd('.')) || networks.Any(n => n.Contains(plain)) || PublicAddresses.Hold(plain);
    }

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        // The resolver rejects 0.0.0.0 and :: as arguments; here they are addresses like others, and refused.
        var resolved = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(host, ct);
        IPAddress[] addresses = [.. resolved.Where(a => MayReach(host, a))];
        if (addresses.Length == 0)
            throw new OutboundRefusedException(host);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}

/// <summary>How much of an answer is taken, and for how long it is waited for.</summary>
public sealed record OutboundLimits
{
    public long MaxBytes { get; init; } = 1024 * 1024;

    /// <summary>How much of an answer is taken that is read as a stream; null: its reader sees to that.</summary>
    public long? MaxStreamedBytes { get; init; }
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Redirects that are followed; from https to http none ever is.</summary>
    public int Redirects { get; init; }
}

/// <summary>The host has no address that Steward may call. Arrives inside an HttpRequestException.</summary>
public sealed class OutboundRefusedException(string host)
    : Exception($"Steward does not call {host}: it is on a private network. The operator can list it as allowed.");

/// <summary>The addresses of the public internet, by the special-purpose registries of IANA (RFC 6890).</summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] NotPublic4 =
    [
        .. new[]
        {
            "0.0.0.0/8", // this host
            "10.0.0.0/8",
            "100.64.0.0/10", // behind a provider's NAT
            "127.0.0.0/8",
            "169.254.0.0/16", // link-local; where clouds serve credentials
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3", // multicast, reserved, broadcast
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] NotPublic6 =
    [
        .. new[]
        {
            "2001::/23", // Teredo and other tunnels
            "2001:db8::/32",
            "2002::/16", // 6to4: an IPv4 address of the sender's choice
            "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    // On a network without IPv4 every IPv4 host has such an address (RFC 6052): what counts is the one inside.
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    public static bool Hold(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !NotPublic4.Any(n => n.Contains(address));
        if (Nat64.Contains(address))
            return Hold(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        return Global6.Contains(address) && !NotPublic6.Any(n => n.Contains(address));
    }
}
