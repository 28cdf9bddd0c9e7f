using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Steward.Server.Ops;

/// <summary>Collects what the process measures and renders it when Prometheus asks.</summary>
internal sealed class Metrics : IDisposable
{
    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.Routing",
        "Microsoft.AspNetCore.RateLimiting",
        "System.Runtime",
        "System.Net.Http",
        "Npgsql",
        Telemetry.Name,
    ];

    private readonly Meter own = new(Telemetry.Name);
    private readonly Exporter exporter = new();
    private MeterProvider? provider;

    public void Start()
    {
        own.CreateObservableGauge(
            "steward.build.info",
            () => new Measurement<int>(1, new KeyValuePair<string, object?>("version", Health.Version)),
            description: "Always 1; its label tells the version."
        );
        provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(Meters)
            // Hosts that tenants name in their webhooks would be labels without end.
            .AddView(
                "http.client.*",
                new MetricStreamConfiguration
                {
                    TagKeys = ["http.request.method", "http.response.status_code", "error.type"],
                }
            )
            // The private PostgreSQL has another socket at each start, and each would be a series of its own.
            .AddView(
                "db.client.operation.duration",
                new MetricStreamConfiguration { TagKeys = ["db.client.connection.pool.name", "error.type"] }
            )
            .AddReader(new BaseExportingMetricReader(exporter))
            .Build();
    }

    public Task<string> Render(CancellationToken ct) => exporter.Render(ct);

    public void Dispose()
    {
        provider?.Dispose();
        exporter.Dispose();
        own.Dispose();
    }

    [ExportModes(ExportModes.Pull)]
    private sealed class Exporter : BaseExporter<Metric>, IPullMetricExporter
    {
        private readonly SemaphoreSlim gate = new(1, 1);
        private string text = "";

        public Func<int, bool>? Collect { get; set; }

        public async Task<string> Render(CancellationToken ct)
        {
            await gate.WaitAsync(ct);
            try
            {
                Collect!(5000);
                return text;
            }
            finally
            {
                gate.Release();
            }
        }

        public override ExportResult Export(in Batch<Metric> batch)
        {
            var page = new PrometheusText();
            foreach (var metric in batch)
                page.Add(metric);
            text = page.ToString();
            return ExportResult.Success;
        }

        protected override void Dispose(bool disposing)
        {
            gate.Dispose();
            base.Dispose(disposing);
        }
    }
}
