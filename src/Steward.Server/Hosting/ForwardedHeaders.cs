using Microsoft.AspNetCore.HttpOverrides;
using Steward.Server.Configuration;

namespace Steward.Server.Hosting;

internal static class ForwardedHeaders
{
    /// <summary>
    /// Believes X-Forwarded-For and -Proto of the configured proxies, and of nobody else. Not X-Forwarded-Host: a proxy is to pass
    /// the Host on.
    /// </summary>
    public static void UseForwardedHeaders(this WebApplication app, ForwardedHeadersSettings settings)
    {
        if (!settings.Enabled)
            return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders =
                Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.XForwardedFor
                | Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in settings.KnownProxies)
            options.KnownProxies.Add(proxy);
        foreach (var network in settings.KnownNetworks)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }
}
