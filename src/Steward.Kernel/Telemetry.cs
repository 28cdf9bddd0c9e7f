using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Steward.Kernel;

/// <summary>
/// What the pipeline and the jobs measure. Every label is bounded: operations are the catalogue's names, the others
/// are constants in the code. A name that a caller chose never becomes a label.
/// </summary>
public static class Telemetry
{
    public const string Name = "Steward";

    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Source = new(Name);

    private static readonly Counter<long> Operations = Meter.CreateCounter<long>(
        "steward.operations",
        description: "Operations that have passed the pipeline, by operation, surface and outcome."
    );

    private static readonly Histogram<double> OperationDuration = Meter.CreateHistogram(
        "steward.operation.duration",
        "s",
        "Time from the door to the answer, by operation and surface.",
        advice: Buckets(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
    );

    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>(
        "steward.refusals",
        description: "Operations that were refused, by operation and code of the refusal."
    );

    private static readonly Histogram<double> StepDuration = Meter.CreateHistogram(
        "steward.pipeline.step.duration",
        "s",
        "Time spent in one step of the pipeline.",
        advice: Buckets(0.00001, 0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5)
    );

    private static readonly Counter<long> Jobs = Meter.CreateCounter<long>(
        "steward.jobs",
        description: "Jobs that were run, by operation and outcome."
    );

    private static readonly Histogram<double> JobDuration = Meter.CreateHistogram(
        "steward.job.duration",
        "s",
        "Time that one run of a job took.",
        advice: Buckets(0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300)
    );

    /// <summary>A span around one operation; null, and free, when nobody listens.</summary>
    public static Activity? Start(string operation) => Source.StartActivity(operation);

    /// <summary>Where a measurement begins; to be handed back to the method that records it.</summary>
    public static long Now() => Stopwatch.GetTimestamp();

    /// <param name="outcome">One of <see cref="Ending"/>.</param>
    public static void Operation(string operation, string surface, string outcome, long began)
    {
        if (Operations.Enabled)
            Operations.Add(1, new("operation", operation), new("surface", surface), new("outcome", outcome));
        if (OperationDuration.Enabled)
            OperationDuration.Record(Seconds(began), new("operation", operation), new("surface", surface));
    }

    public static void Refusal(string operation, string code)
    {
        if (Refusals.Enabled)
            Refusals.Add(1, new("operation", operation), new("code", code));
    }

    /// <summary>Records a step and answers where the next one begins.</summary>
    public static long Step(string step, long began)
    {
        if (!StepDuration.Enabled)
            return began;
        var now = Now();
        StepDuration.Record(
            Stopwatch.GetElapsedTime(began, now).TotalSeconds,
            new KeyValuePair<string, object?>("step", step)
        );
        return now;
    }

    /// <param name="outcome">One of <see cref="Ending"/>.</param>
    public static void Job(string operation, string outcome, long began)
    {
        if (Jobs.Enabled)
            Jobs.Add(1, new("operation", operation), new("outcome", outcome));
        if (JobDuration.Enabled)
            JobDuration.Record(Seconds(began), new KeyValuePair<string, object?>("operation", operation));
    }

    private static double Seconds(long began) => Stopwatch.GetElapsedTime(began).TotalSeconds;

    private static InstrumentAdvice<double> Buckets(params double[] bounds) =>
        new() { HistogramBucketBoundaries = bounds };
}

/// <summary>How an operation ended, as metrics and logs name it.</summary>
public static class Ending
{
    public const string Done = "done";
    public const string Previewed = "previewed";
    public const string Replayed = "replayed";
    public const string ApprovalRequired = "approval_required";
    public const string Refused = "refused";
    public const string Failed = "failed";
}
