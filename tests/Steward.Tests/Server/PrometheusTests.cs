using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using Steward.Server.Ops;

namespace Steward.Tests.Server;

public sealed class PrometheusTests
{
    [Theory]
    [InlineData("http.server.request.duration", "s", false, "http_server_request_duration_seconds")]
    [InlineData("steward.operations", null, true, "steward_operations_total")]
    [InlineData("dotnet.gc.pause.time", "s", true, "dotnet_gc_pause_time_seconds_total")]
    [InlineData("db.client.connection.count", "{connection}", false, "db_client_connection_current")]
    [InlineData("some.total", "1", false, "some_current")]
    [InlineData("bytes.read", "By", true, "bytes_read_bytes_total")]
    [InlineData("size.bytes", "By", false, "size_bytes")]
    [InlineData("2nd-thing", "", false, "_2nd_thing")]
    public void Names_follow_the_rules_of_Prometheus(string name, string? unit, bool counter, string expected) =>
        Assert.Equal(expected, PrometheusName.Of(name, unit, counter));

    [Fact]
    public void Counters_gauges_and_histograms_are_rendered_and_escaped()
    {
        using var meter = new Meter("Steward.Tests.Prometheus");
        var page = Render(
            meter,
            () =>
            {
                var counter = meter.CreateCounter<long>("asked", description: "What was\nasked \\ here.");
                counter.Add(2, new KeyValuePair<string, object?>("by", "a \"quoted\" \\ line\nbreak"));
                meter.CreateUpDownCounter<long>("open").Add(-3);
                var histogram = meter.CreateHistogram(
                    "took",
                    "s",
                    advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] }
                );
                histogram.Record(0.25);
                histogram.Record(0.75);
                histogram.Record(2);
            }
        );

        Assert.Equal(
            """
            # HELP asked_total What was\nasked \\ here.
            # TYPE asked_total counter
            asked_total{by="a \"quoted\" \\ line\nbreak"} 2
            # HELP open open
            # TYPE open gauge
            open -3
            # HELP took_seconds took_seconds
            # TYPE took_seconds histogram
            took_seconds_bucket{le="0.5"} 1
            took_seconds_bucket{le="1"} 2
            took_seconds_bucket{le="+Inf"} 3
            took_seconds_sum 3
            took_seconds_count 3

            """,
            page
        );
    }

    [Fact]
    public void Instruments_whose_names_fall_together_make_no_series_twice()
    {
        using var meter = new Meter("Steward.Tests.Prometheus.Twice");
        var page = Render(
            meter,
            () =>
            {
                meter.CreateCounter<long>("a.b").Add(1);
                meter.CreateCounter<long>("a-b").Add(1);
                meter.CreateUpDownCounter<long>("a.b.total").Add(1);
            }
        );

        Assert.Single(page.Split('\n'), line => line.StartsWith("a_b_total ", StringComparison.Ordinal));
    }

    private static string Render(Meter meter, Action measure)
    {
        var metrics = new List<Metric>();
        using var provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(meter.Name)
            .AddReader(new BaseExportingMetricReader(new Kept(metrics)))
            .Build();
        measure();
        provider.ForceFlush();
        var page = new PrometheusText();
        metrics.ForEach(page.Add);
        return page.ToString();
    }

    private sealed class Kept(List<Metric> metrics) : BaseExporter<Metric>
    {
        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch)
                metrics.Add(metric);
            return ExportResult.Success;
        }
    }
}
