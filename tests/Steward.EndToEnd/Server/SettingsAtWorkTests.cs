using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Steward.EndToEnd.EmbeddedPostgres;

namespace Steward.EndToEnd.Server;

public sealed class SettingsAtWorkTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task TLS_is_served_from_certificate_files_and_a_renewed_one_counts()
    {
        var (certificate, key) = (Path.Combine(folder.Path, "tls.crt"), Path.Combine(folder.Path, "tls.key"));
        var first = NewCertificate(certificate, key);
        await using var steward = await RunningSteward.Start(
            folder.Path,
            ("TLS__CERTIFICATE_FILE", certificate),
            ("TLS__KEY_FILE", key),
            ("HOSTS", "localhost,steward.example")
        );
        var root = new Uri(
            steward.Said.Split('\n').First(line => line.StartsWith("MCP: ", StringComparison.Ordinal))[5..]
        );
        Assert.Equal("https", root.Scheme);

        var (status, thumbprint, hsts) = await Ask(root);
        Assert.Equal((HttpStatusCode.OK, first, "max-age=31536000"), (status, thumbprint, hsts));

        var second = NewCertificate(certificate, key);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        while ((await Ask(root)).Thumbprint != second)
            await Task.Delay(500, limit.Token);
    }

    [Fact]
    public async Task Too_many_requests_are_refused_by_address_until_some_time_has_passed()
    {
        await using var steward = await RunningSteward.Start(
            folder.Path,
            ("LIMITS__ADDRESS_BURST", "3"),
            ("LIMITS__ADDRESS_PER_SECOND", "1")
        );

        var answers = await Crowd.Of(() => steward.Client.GetAsync("api/v1/nothing", Ct));
        var refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Ct);

        Assert.InRange(answers.Count(answer => answer.StatusCode == HttpStatusCode.NotFound), 3, Crowd.Size - 1);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Equal("rate_limited", problem.GetProperty("code").GetString());
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, (await steward.Client.GetAsync("health/live", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_forwarded_address_is_believed_of_a_known_proxy_only()
    {
        (string, string)[] limits = [("LIMITS__ADDRESS_BURST", "1"), ("LIMITS__ADDRESS_PER_SECOND", "1")];
        await using (var open = await RunningSteward.Start(folder.Path, limits))
        {
            Assert.Contains(HttpStatusCode.TooManyRequests, await Forwarded(open, i => $"203.0.113.{i}"));
        }

        await using var behind = await RunningSteward.Start(
            folder.Path,
            [.. limits, ("FORWARDED_HEADERS__KNOWN_NETWORKS", "127.0.0.0/8")]
        );

        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, await Forwarded(behind, i => $"203.0.113.{i}"));
        Assert.Contains(HttpStatusCode.TooManyRequests, await Forwarded(behind, _ => "203.0.113.250"));
        // One network of 64 bits is one customer's.
        Assert.Contains(HttpStatusCode.TooManyRequests, await Forwarded(behind, i => $"2001:db8::{i}"));
        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, await Forwarded(behind, i => $"2001:db8:0:{i}::1"));
    }

    [Fact]
    public async Task Metrics_can_be_kept_behind_a_token()
    {
        await using var steward = await RunningSteward.Start(folder.Path, ("METRICS__TOKEN", "0123456789abcdef"));

        Assert.Equal(HttpStatusCode.Unauthorized, await Metrics(null));
        Assert.Equal(HttpStatusCode.Unauthorized, await Metrics("0123456789abcdee"));
        Assert.Equal(HttpStatusCode.OK, await Metrics("0123456789abcdef"));

        async Task<HttpStatusCode> Metrics(string? token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "metrics");
            request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
            return (await steward.Client.SendAsync(request, Ct)).StatusCode;
        }
    }

    [Fact]
    public async Task Traces_reach_a_collector_without_what_a_query_holds()
    {
        await using var collector = await TraceCollector.Start();
        await using var steward = await RunningSteward.Start(folder.Path, ("OTLP__ENDPOINT", collector.Address));
        using var request = new HttpRequestMessage(HttpMethod.Get, "health/ready?ticket=hunter2");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        await steward.Client.SendAsync(request, Ct);

        var spans = await collector.Trace("0af7651916cd43dd8448eb211c80319c", "GET /health/ready");

        var served = Assert.Single(spans, span => span.Scope == "Microsoft.AspNetCore");
        Assert.Equal("GET /health/ready", served.Name);
        Assert.Equal("/health/ready", served.Attributes["http.route"]);
        Assert.Equal("200", served.Attributes["http.response.status_code"]);
        Assert.Contains(spans, span => span.Scope == "Npgsql" && span.Attributes["db.system.name"] == "postgresql");
        Assert.Equal("steward", served.Attributes["service.name"]);
        Assert.DoesNotContain(
            spans,
            span => span.Attributes.Values.Any(v => v.Contains("hunter2", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task The_log_can_be_turned_down()
    {
        await using var quiet = await RunningSteward.Start(folder.Path, ("LOG__LEVEL", "error"));
        await quiet.Client.GetAsync("api/v1/nothing", Ct);

        quiet.Signal("INT");

        Assert.Equal(0, await quiet.Ended());
        Assert.Empty(quiet.Log);
    }

    private static async Task<IEnumerable<HttpStatusCode>> Forwarded(RunningSteward steward, Func<int, string> address)
    {
        var sent = 0;
        var answers = await Crowd.Of(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/nothing");
            request.Headers.Add("X-Forwarded-For", address(++sent));
            return steward.Client.SendAsync(request, Ct);
        });
        return answers.Select(answer => answer.StatusCode);
    }

    private static async Task<(HttpStatusCode Status, string? Thumbprint, string Hsts)> Ask(Uri root)
    {
        string? thumbprint = null;
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) =>
            {
                thumbprint = certificate?.Thumbprint;
                return true;
            },
        };
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(root, "/health/live"));
        request.Headers.Host = "steward.example";
        var answer = await client.SendAsync(request, Ct);
        return (answer.StatusCode, thumbprint, answer.Headers.GetValues("Strict-Transport-Security").Single());
    }

    private static string NewCertificate(string certificateFile, string keyFile)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch.AddYears(100)
        );
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        return certificate.Thumbprint;
    }
}
