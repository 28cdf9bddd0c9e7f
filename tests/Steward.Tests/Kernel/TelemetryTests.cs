using System.Diagnostics.Metrics;

namespace Steward.Tests.Kernel;

public sealed class TelemetryTests
{
    [Fact]
    public void An_operation_is_counted_and_timed()
    {
        var measured = Listen(
            "op_counted",
            () => Telemetry.Operation("op_counted", "rest", Ending.Done, Telemetry.Now())
        );

        Assert.Equal(["steward.operations", "steward.operation.duration"], measured.Select(m => m.Instrument));
        Assert.Equal(1, measured[0].Value);
        Assert.InRange(measured[1].Value, 0, 1);
        Assert.Equal("operation=op_counted,surface=rest,outcome=done", measured[0].Labels);
    }

    [Fact]
    public void A_refusal_is_counted_by_its_code()
    {
        var measured = Listen("op_refused", () => Telemetry.Refusal("op_refused", "task_archived"));

        Assert.Equal(["operation=op_refused,code=task_archived"], measured.Select(m => m.Labels));
    }

    [Fact]
    public void Steps_follow_each_other()
    {
        var began = Telemetry.Now();

        var measured = Listen(
            "step_",
            () =>
            {
                var next = Telemetry.Step("step_validate", began);
                Assert.True(next >= began);
                Telemetry.Step("step_handle", next);
            }
        );

        Assert.Equal(["step=step_validate", "step=step_handle"], measured.Select(m => m.Labels));
    }

    [Fact]
    public void A_job_is_counted_and_timed()
    {
        var measured = Listen("job_counted", () => Telemetry.Job("job_counted", Ending.Failed, Telemetry.Now()));

        Assert.Equal(["steward.jobs", "steward.job.duration"], measured.Select(m => m.Instrument));
        Assert.Equal("operation=job_counted,outcome=failed", measured[0].Labels);
    }

    [Fact]
    public void A_log_scope_shows_what_is_known_by_the_time_of_the_entry()
    {
        var scope = new LogScope { CorrelationId = "c1" };
        var tenant = new TenantId(Guid.Parse("00000000-0000-7000-8000-000000000001"));

        scope.Tenant = tenant;
        scope.Endpoint = "GET /tasks/{task_id}";

        var shown = scope.ToDictionary();
        Assert.Equal(tenant.Value, shown["tenant_id"]);
        Assert.Null(shown["user_id"]);
        Assert.Equal("GET /tasks/{task_id}", shown["endpoint"]);
        Assert.Equal("c1", shown["correlation_id"]);
    }

    private sealed record Measurement(string Instrument, double Value, string Labels);

    /// <summary>Other tests measure at the same time, so only what mentions the marker is kept.</summary>
    private static List<Measurement> Listen(string marker, Action act)
    {
        var measured = new List<Measurement>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Telemetry.Name)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
        act();
        return measured;

        void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var labels = string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
            if (!labels.Contains(marker, StringComparison.Ordinal))
                return;
            lock (measured)
                measured.Add(new(instrument.Name, value, labels));
        }
    }
}
