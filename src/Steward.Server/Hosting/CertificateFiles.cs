using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Steward.Server.Configuration;

namespace Steward.Server.Hosting;

/// <summary>
/// The certificate to serve TLS with, read anew when its file changes: a renewed one counts without a restart. A renewal that
/// cannot be read leaves the old one in place.
/// </summary>
internal sealed partial class CertificateFiles(TlsOptions files, TimeProvider time, ILogger<CertificateFiles> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private X509Certificate2? current;
    private DateTime written;
    private DateTimeOffset nextLook;

    public X509Certificate2 Current()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (current is null || now >= nextLook)
            {
                nextLook = now + Interval;
                Look();
            }
            return current!;
        }
    }

    private void Look()
    {
        try
        {
            var changed = File.GetLastWriteTimeUtc(files.CertificateFile);
            if (current is not null && changed == written)
                return;
            current = X509Certificate2.CreateFromPemFile(files.CertificateFile, files.KeyFile);
            written = changed;
        }
        catch (Exception e)
            when (current is not null && e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            Unreadable(e);
        }
    }

    [LoggerMessage(
        EventName = "certificate_unreadable",
        Level = LogLevel.Error,
        Message = "The renewed certificate cannot be read"
    )]
    private partial void Unreadable(Exception exception);
}
