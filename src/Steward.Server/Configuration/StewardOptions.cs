using System.Net;
using Microsoft.Extensions.Logging;
using Steward.Assistant;

namespace Steward.Server.Configuration;

/// <summary>What the operator decides. Read once at the start by <see cref="OptionsReader"/>; nothing else reads settings.</summary>
internal sealed record StewardOptions
{
    public required string DataFolder { get; init; }
    public required IPAddress Address { get; init; }

    /// <summary>0 takes any free port.</summary>
    public required int Port { get; init; }

    /// <summary>Under which address people reach this server, if it is another than the one it listens on.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The names that a request's Host may bear: <c>example.org</c>, <c>*.example.org</c>, or <c>*</c>.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }
    public TlsOptions? Tls { get; init; }

    /// <summary>Null: Steward starts its own PostgreSQL in the data folder.</summary>
    public DatabaseOptions? Database { get; init; }

    /// <summary>The folder with the programs of the private PostgreSQL, where they are not to be looked for.</summary>
    public string? PostgresBinaries { get; init; }
    public required Signup Signup { get; init; }
    public required ForwardedHeadersSettings ForwardedHeaders { get; init; }
    public OtlpOptions? Otlp { get; init; }
    public required LimitOptions Limits { get; init; }
    public required LogOptions Log { get; init; }

    /// <summary>Where set, whoever reads /metrics must present it as a bearer token.</summary>
    public string? MetricsToken { get; init; }

    /// <summary>Hosts, addresses and networks that outbound calls may reach although they are private.</summary>
    public required IReadOnlyList<string> OutboundAllow { get; init; }
    public required IReadOnlyList<IssuerOptions> Issuers { get; init; }

    /// <summary>The installation's models; without any, it works by sentences alone, or with the tenants' own.</summary>
    public required ModelOptions Models { get; init; }

    /// <summary>The MCP servers that tenants may enable.</summary>
    public required OutsideOptions Servers { get; init; }

    // A record's own ToString would show the secrets in it.
    public override string ToString() => $"{Address}:{Port} {DataFolder}";
}

internal enum Signup
{
    First,
    Invited,
    Open,
}

/// <summary>Both files in PEM; the certificate's file holds the chain too.</summary>
internal sealed record TlsOptions(string CertificateFile, string KeyFile);

/// <summary>Npgsql connection strings, whatever notation they were given in.</summary>
/// <param name="Owner">Null: this process may not migrate, and starts only where nothing is to be migrated.</param>
internal sealed record DatabaseOptions(string Server, string? Owner)
{
    public override string ToString() => nameof(DatabaseOptions);
}

internal sealed record ForwardedHeadersSettings(
    IReadOnlyList<IPAddress> KnownProxies,
    IReadOnlyList<IPNetwork> KnownNetworks
)
{
    public bool Enabled => KnownProxies.Count + KnownNetworks.Count > 0;
}

internal sealed record OtlpOptions(Uri Endpoint, string? Headers, double SampleRatio)
{
    public override string ToString() => Endpoint.ToString();
}

internal sealed record LimitOptions(long BodyBytes, Rate User, Rate Address);

/// <summary>A bucket of tokens: so many at once, refilled at so many a second. A burst of 0 is no limit.</summary>
internal sealed record Rate(int PerSecond, int Burst)
{
    public bool Enabled => Burst > 0;
}

/// <param name="Requests">Whether each request leaves an entry.</param>
internal sealed record LogOptions(LogLevel Level, bool Requests);

/// <summary>An outside issuer whose tokens are accepted, for <paramref name="Audience"/> only.</summary>
internal sealed record IssuerOptions(string Issuer, string Audience, string JwksUrl)
{
    /// <summary>The key set may come over http: its way is the operator's own network.</summary>
    public bool PlainHttp { get; init; }
    public IReadOnlyList<string> Algorithms { get; init; } = ["ES256"];
    public string SubjectClaim { get; init; } = "sub";
    public string EmailClaim { get; init; } = "email";
    public string EmailVerifiedClaim { get; init; } = "email_verified";
}
