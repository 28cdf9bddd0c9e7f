using System.Collections;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Npgsql;
using Steward.Server.Configuration;

namespace Steward.Tests.Server;

public sealed class OptionsReaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("steward-options-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Nothing_needs_to_be_set()
    {
        var options = OptionsReader.Read(new(), Environment());

        Assert.Equal(Path.GetFullPath("data"), options.DataFolder);
        Assert.Equal((IPAddress.Loopback, 8080), (options.Address, options.Port));
        Assert.Equal(["localhost", "127.0.0.1", "[::1]"], options.Hosts);
        Assert.Equal(Signup.First, options.Signup);
        Assert.Equal(1 << 20, options.Limits.BodyBytes);
        Assert.Null(options.Database);
        Assert.Null(options.Tls);
        Assert.Null(options.Otlp);
        Assert.Null(options.MetricsToken);
        Assert.False(options.ForwardedHeaders.Enabled);
        Assert.Empty(options.Issuers);
        Assert.Empty(options.Models.Providers);
    }

    [Fact]
    public void The_command_line_stands_over_the_environment_and_that_over_the_file()
    {
        WriteFile(
            """{ "port": 1111, "signup": "open", "log": { "level": "debug" }, /* why */ "hosts": ["a.example"], }"""
        );

        var options = Read(("STEWARD__PORT", "2222"), ("STEWARD__SIGNUP", "invited"));
        var told = OptionsReader.Read(new(folder, Port: "3333"), Environment(("STEWARD__PORT", "2222")));

        Assert.Equal(2222, options.Port);
        Assert.Equal(Signup.Invited, options.Signup);
        Assert.Equal(Microsoft.Extensions.Logging.LogLevel.Debug, options.Log.Level);
        Assert.Equal(["a.example"], options.Hosts);
        Assert.Equal(3333, told.Port);
    }

    [Fact]
    public void A_list_of_the_environment_replaces_that_of_the_file()
    {
        WriteFile("""{ "hosts": ["a.example", "b.example"], "outbound": { "allow": ["10.0.0.0/8", "mail.local"] } }""");

        var whole = Read(("STEWARD__HOSTS", "c.example, *.d.example"));
        var items = Read(("STEWARD__HOSTS__0", "e.example"));

        Assert.Equal(["c.example", "*.d.example"], whole.Hosts);
        Assert.Equal(["e.example"], items.Hosts);
        Assert.Equal(["10.0.0.0/8", "mail.local"], items.OutboundAllow);
    }

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var key = Path.Combine(folder, "none.pem");

        var faults = Faults(
            ("STEWARD__PORT", "eighty"),
            ("STEWARD__ADDRESS", "here"),
            ("STEWARD__SIGNUP", "maybe"),
            ("STEWARD__TLS__KEY_FILE", key),
            ("STEWARD__DATABASE__OWNER_URL", "postgres://o:secret1@h/d"),
            ("STEWARD__LIMITS__BODY_BYTES", "-1"),
            ("STEWARD__FORWARDED_HEADERS__KNOWN_NETWORKS", "10.0.0.0/64"),
            ("STEWARD__OTLP__ENDPOINT", "ftp://x"),
            ("STEWARD__METRICS__TOKEN", "secret2"),
            ("STEWARD__ISSUERS__0__ISSUER", "https://issuer.example"),
            ("STEWARD__ISSUERS__0__JWKS_URL", "http://issuer.example/keys"),
            ("STEWARD__HOSTS", "http://a.example")
        );

        Assert.Equal(
            [
                "STEWARD__ADDRESS: \"here\" is not an IP address, such as 127.0.0.1, 0.0.0.0 or ::1.",
                "STEWARD__DATABASE__URL: is missing, although database:owner_url is there; the server needs a role of its own.",
                "STEWARD__FORWARDED_HEADERS__KNOWN_NETWORKS: \"10.0.0.0/64\" is not a network such as 10.0.0.0/8.",
                "STEWARD__HOSTS: \"http://a.example\" is not a host's name; write it without http:// and without a port.",
                "STEWARD__ISSUERS__0__AUDIENCE: is missing.",
                "STEWARD__ISSUERS__0__JWKS_URL: \"http://issuer.example/keys\" must begin with https://.",
                "STEWARD__LIMITS__BODY_BYTES: \"-1\" is not a whole number from 1024 to 1073741824.",
                "STEWARD__METRICS__TOKEN: is too short; it needs 16 characters.",
                "STEWARD__OTLP__ENDPOINT: \"ftp://x\" is not an http:// or https:// address without a password in it.",
                "STEWARD__PORT: \"eighty\" is not a whole number from 0 to 65535.",
                "STEWARD__SIGNUP: \"maybe\" is none of first, invited, open.",
                "STEWARD__TLS__CERTIFICATE_FILE: is missing; TLS needs both files.",
            ],
            faults.Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("STEWARD__DATABSE__URL", "did you mean STEWARD__DATABASE__URL?")]
    [InlineData("STEWARD__DATABASE_URL", "did you mean STEWARD__DATABASE__URL?")]
    [InlineData("STEWARD__FORWARDEDHEADERS__KNOWNPROXIES", "did you mean STEWARD__FORWARDED_HEADERS__KNOWN_PROXIES?")]
    [InlineData("STEWARD__COLOUR", "there is no such setting.")]
    public void An_unknown_setting_is_a_fault_with_a_suggestion(string name, string told)
    {
        var fault = Assert.Single(Faults((name, "secret")));

        Assert.StartsWith(name, fault, StringComparison.Ordinal);
        Assert.EndsWith(told, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("\"secret\"", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"prot\": 1 }", "prot: there is no such setting; did you mean")]
    [InlineData("{ \"port\": ", "is not JSON (line 1")]
    [InlineData("[]", "must hold one JSON object")]
    [InlineData("", "is not JSON")]
    [InlineData("{ \"limits\": { \"user_burst\": 1.5 } }", "limits.user_burst: \"1.5\" is not a whole number")]
    public void Faults_of_the_file_name_the_file(string text, string told)
    {
        WriteFile(text);

        var fault = Assert.Single(Faults());

        Assert.StartsWith(Path.Combine(folder, "steward.json"), fault, StringComparison.Ordinal);
        Assert.Contains(told, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_named_must_be_there()
    {
        var missing = Path.Combine(folder, "other.json");

        var faults = Assert.Throws<ConfigurationException>(() =>
            OptionsReader.Read(new(folder, Config: missing), Environment())
        );

        Assert.Contains("cannot be read", Assert.Single(faults.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_variable_is_not_set() => Assert.Null(Read(("STEWARD__DATABASE__URL", " ")).Database);

    [Fact]
    public void Both_databases_are_read_and_never_shown()
    {
        var options = Read(
            ("STEWARD__DATABASE__URL", "postgres://app:one-secret@db/steward"),
            ("STEWARD__DATABASE__OWNER_URL", "Host=db;Database=steward;Username=owner;Password=two-secret")
        );

        Assert.Equal("app", new NpgsqlConnectionStringBuilder(options.Database!.Server).Username);
        Assert.Equal("owner", new NpgsqlConnectionStringBuilder(options.Database.Owner).Username);
        Assert.DoesNotContain("secret", options.ToString() + options.Database, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_is_tried_before_the_start()
    {
        var (certificate, key) = NewCertificate();

        var options = Read(("STEWARD__TLS__CERTIFICATE_FILE", certificate), ("STEWARD__TLS__KEY_FILE", key));
        var swapped = Faults(("STEWARD__TLS__CERTIFICATE_FILE", key), ("STEWARD__TLS__KEY_FILE", certificate));

        Assert.Equal(new TlsOptions(certificate, key), options.Tls);
        Assert.Contains("cannot be used", Assert.Single(swapped), StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_address_is_answered_to_beside_the_loopback_names()
    {
        var options = Read(("STEWARD__PUBLIC_URL", "https://steward.example/"));
        var everywhere = Read(("STEWARD__ADDRESS", "0.0.0.0"));

        Assert.Equal(["steward.example", "localhost", "127.0.0.1", "[::1]"], options.Hosts);
        Assert.Equal(["*"], everywhere.Hosts);
    }

    private StewardOptions Read(params (string, string)[] variables) =>
        OptionsReader.Read(new(folder), Environment(variables));

    private IReadOnlyList<string> Faults(params (string, string)[] variables) =>
        Assert.Throws<ConfigurationException>(() => Read(variables)).Faults;

    private static Hashtable Environment(params (string Name, string Value)[] variables)
    {
        var environment = new Hashtable { ["PATH"] = "/bin" };
        foreach (var (name, value) in variables)
            environment[name] = value;
        return environment;
    }

    private void WriteFile(string text) => File.WriteAllText(Path.Combine(folder, "steward.json"), text);

    private (string Certificate, string Key) NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch.AddYears(100)
        );
        var files = (Path.Combine(folder, "tls.crt"), Path.Combine(folder, "tls.key"));
        File.WriteAllText(files.Item1, certificate.ExportCertificatePem());
        File.WriteAllText(files.Item2, key.ExportPkcs8PrivateKeyPem());
        return files;
    }
}
