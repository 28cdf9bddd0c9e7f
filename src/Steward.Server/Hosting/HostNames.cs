using Steward.Server.Configuration;

namespace Steward.Server.Hosting;

/// <summary>Answers only to its own names, which is what stops DNS rebinding and poisoned links.</summary>
internal sealed class HostNames(RequestDelegate next, StewardOptions options)
{
    private readonly bool any = options.Hosts.Contains("*");
    private readonly HashSet<string> exact = new(
        options.Hosts.Where(host => !host.StartsWith("*.", StringComparison.Ordinal)),
        StringComparer.OrdinalIgnoreCase
    );
    private readonly string[] below =
    [
        .. options.Hosts.Where(host => host.StartsWith("*.", StringComparison.Ordinal)).Select(host => host[1..]),
    ];

    public Task Invoke(HttpContext http) =>
        any || Knows(http.Request.Host.Host)
            ? next(http)
            : new Problem(
                400,
                "unknown_host",
                "This server does not go by that name. The operator can add it to STEWARD__HOSTS."
            ).Write(http);

    private bool Knows(string host) =>
        exact.Contains(host) || below.Any(suffix => host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
}
