using System.Collections;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using static Steward.Server.Configuration.SettingTypes;

namespace Steward.Server.Configuration;

/// <summary>What the command line says of the installation.</summary>
internal sealed record StartArguments(string? Data = null, string? Port = null, string? Config = null);

/// <summary>Turns settings into options, every setting named in this one file, every fault found before the first is told.</summary>
internal static class OptionsReader
{
    /// <exception cref="ConfigurationException">Holds every fault.</exception>
    public static StewardOptions Read(StartArguments arguments, IDictionary environment)
    {
        var upper = new List<SettingSource>
        {
            SettingSources.Arguments(("data", arguments.Data), ("port", arguments.Port)),
            SettingSources.Environment(environment),
        };
        var folder = new Settings(upper).Value("data", Path.GetFullPath, Path.GetFullPath("data"))!;
        var file = arguments.Config ?? Path.Combine(folder, "steward.json");
        var faults = new List<string>();
        try
        {
            // A file that was named must be there; the one in the data folder may be.
            if (arguments.Config is not null || File.Exists(file))
                upper.Add(SettingSources.File(file));
        }
        catch (FormatException e)
        {
            faults.Add(e.Message);
        }

        var settings = new Settings(upper);
        var options = Options(settings, folder);
        faults.AddRange(settings.Faults());
        return faults.Count == 0 ? options : throw new ConfigurationException(faults);
    }

    /// <summary>Every setting that there is; those of issuers and models as of the first one.</summary>
    public static IReadOnlyCollection<string> Keys()
    {
        var first = new Dictionary<string, string>
        {
            ["issuers:0:issuer"] = "",
            ["models:0:name"] = "",
            ["mcp:catalogue:0:name"] = "",
        };
        var settings = new Settings([new(first, key => key)]);
        Options(settings, Path.GetTempPath());
        return settings.Known;
    }

    private static StewardOptions Options(Settings settings, string folder)
    {
        settings.Text("data");
        if (File.Exists(folder))
            settings.Fault("data", $"\"{folder}\" is a file; it must be a folder, or not be there yet.");
        var address = settings.Value("address", Address, IPAddress.Loopback)!;
        var publicUrl = settings.Value("public_url", WebAddress);
        return new()
        {
            DataFolder = folder,
            Address = address,
            Port = (int)settings.Value("port", Number(0, 65535), 8080),
            PublicUrl = publicUrl,
            Hosts = Hosts(settings, address, publicUrl),
            Tls = Tls(settings),
            Database = Database(settings),
            PostgresBinaries = settings.Value("postgres:binaries", ExistingFolder),
            Signup = settings.Value("signup", Choice<Signup>, Signup.First),
            ForwardedHeaders = new(
                settings.List("forwarded_headers:known_proxies", Address),
                settings.List("forwarded_headers:known_networks", Network)
            ),
            Otlp = Otlp(settings),
            Limits = new(
                settings.Value("limits:body_bytes", Number(1024, 1L << 30), 1 << 20),
                Rate(settings, "limits:user", perSecond: 200, burst: 600),
                Rate(settings, "limits:address", perSecond: 50, burst: 300)
            ),
            Log = new(
                settings.Value("log:level", Choice<LogLevel>, LogLevel.Information),
                settings.Value("log:requests", YesOrNo, true)
            ),
            MetricsToken = settings.Value("metrics:token", Secret, secret: true),
            OutboundAllow = settings.List("outbound:allow", Destination),
            Issuers = [.. settings.Items("issuers").Select(item => Issuer(settings, item))],
            Models = ModelSettings.Read(settings),
            Servers = ServerSettings.Read(settings, folder),
        };
    }

    /// <summary>
    /// On the loopback interface only its own names are answered to: a page of somebody else's whose name was made to point
    /// here (DNS rebinding) must find nothing.
    /// </summary>
    private static IReadOnlyList<string> Hosts(Settings settings, IPAddress address, Uri? publicUrl)
    {
        var hosts = settings.List("hosts", HostPattern);
        if (hosts.Count > 0)
            return hosts;
        if (!IPAddress.IsLoopback(address) && publicUrl is null)
            return ["*"];
        return publicUrl is null ? Loopback : [publicUrl.Host, .. Loopback];
    }

    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    private static TlsOptions? Tls(Settings settings)
    {
        var certificate = settings.Text("tls:certificate_file");
        var key = settings.Text("tls:key_file");
        if (certificate is null && key is null)
            return null;
        if (certificate is null || key is null)
        {
            settings.Fault(
                certificate is null ? "tls:certificate_file" : "tls:key_file",
                "is missing; TLS needs both files."
            );
            return null;
        }
        try
        {
            using var loaded = X509Certificate2.CreateFromPemFile(certificate, key);
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            settings.Fault("tls:certificate_file", $"cannot be used with its key file: {e.Message}");
        }
        return new(Path.GetFullPath(certificate), Path.GetFullPath(key));
    }

    private static DatabaseOptions? Database(Settings settings)
    {
        var server = settings.Value("database:url", PostgresUrl.Parse, secret: true);
        var owner = settings.Value("database:owner_url", PostgresUrl.Parse, secret: true);
        if (owner is not null && settings.Text("database:url") is null)
            settings.Fault(
                "database:url",
                "is missing, although database:owner_url is there; the server needs a role of its own."
            );
        return server is null ? null : new(server, owner);
    }

    private static OtlpOptions? Otlp(Settings settings)
    {
        var endpoint = settings.Value("otlp:endpoint", WebAddress);
        var headers = settings.Value("otlp:headers", Pairs, secret: true);
        var ratio = settings.Value("otlp:sample_ratio", Fraction, 1d);
        return endpoint is null ? null : new(endpoint, headers, ratio);
    }

    private static Rate Rate(Settings settings, string key, int perSecond, int burst) =>
        new(
            (int)settings.Value($"{key}_per_second", Number(1, 1_000_000), perSecond),
            (int)settings.Value($"{key}_burst", Number(0, 1_000_000), burst)
        );

    private static IssuerOptions Issuer(Settings settings, string item)
    {
        var plainHttp = settings.Value($"{item}:plain_http", YesOrNo);
        return new(
            Required("issuer", text => text),
            Required("audience", text => text),
            Required("jwks_url", text => (plainHttp ? WebAddress(text) : Secure(WebAddress(text))).OriginalString)
        )
        {
            PlainHttp = plainHttp,
            Algorithms = settings.List($"{item}:algorithms", Algorithm) is { Count: > 0 } some ? some : ["ES256"],
            SubjectClaim = settings.Text($"{item}:subject_claim") ?? "sub",
            EmailClaim = settings.Text($"{item}:email_claim") ?? "email",
            EmailVerifiedClaim = settings.Text($"{item}:email_verified_claim") ?? "email_verified",
        };

        string Required(string name, Func<string, string> parse)
        {
            var value = settings.Value($"{item}:{name}", parse);
            if (settings.Text($"{item}:{name}") is null)
                settings.Fault($"{item}:{name}", "is missing.");
            return value ?? "";
        }
    }
}
