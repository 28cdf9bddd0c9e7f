namespace Steward.Server.Ops;

/// <summary>
/// From OpenTelemetry's names to those of Prometheus, by the rules of
/// https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/
/// </summary>
internal static class PrometheusName
{
    public static string Of(string name, string? unit, bool counter)
    {
        name = Clean(name);
        if (UnitOf(unit) is { } suffix && !name.EndsWith("_" + suffix, StringComparison.Ordinal))
            name += "_" + suffix;
        if (counter)
            return name.EndsWith("_total", StringComparison.Ordinal) ? name : name + "_total";
        // Reserved for histograms: promtool refuses a gauge with one of these endings.
        foreach (var reserved in new[] { "_count", "_total", "_sum", "_bucket" })
            if (name.EndsWith(reserved, StringComparison.Ordinal))
                return name[..^reserved.Length] + "_current";
        return name;
    }

    public static string Clean(string name)
    {
        var clean = string.Create(
            name.Length,
            name,
            static (span, name) =>
            {
                for (var i = 0; i < span.Length; i++)
                    span[i] = char.IsAsciiLetterOrDigit(name[i]) ? name[i] : '_';
            }
        );
        return clean.Length == 0 || char.IsAsciiDigit(clean[0]) ? "_" + clean : clean;
    }

    private static string? UnitOf(string? unit) =>
        unit switch
        {
            null or "" or "1" => null,
            "s" => "seconds",
            "ms" => "milliseconds",
            "us" => "microseconds",
            "By" => "bytes",
            "Cel" => "celsius",
            "%" => "percent",
            // {request}, {connection}: an annotation, not a unit.
            ['{', ..] => null,
            _ => Clean(unit),
        };
}
