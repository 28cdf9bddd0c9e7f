using System.Globalization;
using System.Text;
using OpenTelemetry.Metrics;

namespace Steward.Server.Ops;

/// <summary>
/// Metrics in the Prometheus text format, version 0.0.4.
/// https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
/// </summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly SortedDictionary<string, Family> families = new(StringComparer.Ordinal);

    public void Add(Metric metric)
    {
        if (TypeOf(metric.MetricType) is not { } type)
            return;
        var name = PrometheusName.Of(metric.Name, metric.Unit, type == "counter");
        if (!families.TryGetValue(name, out var family))
            families[name] = family = new(type, metric.Description);
        // Two instruments whose names fall together, but not their types, cannot both be told.
        if (family.Type != type)
            return;
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = Labels(point.Tags);
            if (!family.Series.Add(labels))
                continue;
            if (type == "histogram")
                AddHistogram(family.Lines, name, labels, point);
            else
                AddSample(family.Lines, name, labels, ValueOf(metric.MetricType, point));
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, family) in families.Where(family => family.Value.Lines.Length > 0))
        {
            var help = string.IsNullOrEmpty(family.Description) ? name : family.Description;
            text.Append("# HELP ").Append(name).Append(' ').Append(Escaped(help, quotes: false)).Append('\n');
            text.Append("# TYPE ").Append(name).Append(' ').Append(family.Type).Append('\n');
            text.Append(family.Lines);
        }
        return text.ToString();
    }

    private static void AddHistogram(StringBuilder lines, string name, string labels, in MetricPoint point)
    {
        var upTo = 0L;
        var separator = labels.Length > 0 ? "," : "";
        foreach (var bucket in point.GetHistogramBuckets())
        {
            upTo += bucket.BucketCount;
            AddSample(lines, name + "_bucket", $"{labels}{separator}le=\"{Number(bucket.ExplicitBound)}\"", upTo);
        }
        AddSample(lines, name + "_sum", labels, point.GetHistogramSum());
        AddSample(lines, name + "_count", labels, upTo);
    }

    private static void AddSample(StringBuilder lines, string name, string labels, double value)
    {
        lines.Append(name);
        if (labels.Length > 0)
            lines.Append('{').Append(labels).Append('}');
        lines.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string? TypeOf(MetricType type) =>
        type switch
        {
            MetricType.LongSum or MetricType.DoubleSum => "counter",
            MetricType.LongSumNonMonotonic or MetricType.DoubleSumNonMonotonic => "gauge",
            MetricType.LongGauge or MetricType.DoubleGauge => "gauge",
            MetricType.Histogram => "histogram",
            _ => null,
        };

    private static double ValueOf(MetricType type, in MetricPoint point) =>
        type switch
        {
            MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
            MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
            MetricType.LongGauge => point.GetGaugeLastValueLong(),
            _ => point.GetGaugeLastValueDouble(),
        };

    private static string Labels(OpenTelemetry.ReadOnlyTagCollection tags)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in tags)
            if (Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text)
                labels[PrometheusName.Clean(name)] = Escaped(text, quotes: true);
        return string.Join(',', labels.Select(label => $"{label.Key}=\"{label.Value}\""));
    }

    private static string Escaped(string text, bool quotes)
    {
        text = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? text.Replace("\"", "\\\"", StringComparison.Ordinal) : text;
    }

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private sealed record Family(string Type, string Description)
    {
        public StringBuilder Lines { get; } = new();
        public HashSet<string> Series { get; } = new(StringComparer.Ordinal);
    }
}
