using Microsoft.AspNetCore.Server.Kestrel.Core;
using Steward.Server.Configuration;

namespace Steward.Server.Hosting;

internal static class KestrelSetup
{
    public static void AddKestrel(this WebApplicationBuilder builder, StewardOptions options)
    {
        if (options.Tls is { } files)
            builder.Services.AddSingleton(files).AddSingleton<CertificateFiles>();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Limit(kestrel.Limits, options.Limits);
            kestrel.Listen(options.Address, options.Port, listen => Secure(listen, options));
        });
    }

    private static void Limit(KestrelServerLimits limits, LimitOptions options)
    {
        limits.MaxRequestBodySize = options.BodyBytes;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestHeadersTotalSize = 32 << 10;
        limits.MaxRequestLineSize = 8 << 10;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
        limits.MaxConcurrentConnections = 10_000;
        limits.MaxConcurrentUpgradedConnections = 5_000;
    }

    private static void Secure(ListenOptions listen, StewardOptions options)
    {
        if (options.Tls is null)
            return;
        var files = listen.ApplicationServices.GetRequiredService<CertificateFiles>();
        listen.UseHttps(https => https.ServerCertificateSelector = (_, _) => files.Current());
    }
}
