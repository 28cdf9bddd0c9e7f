using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Steward.Server.Configuration;

namespace Steward.Server.Ops;

/// <summary>Sends spans to a collector over OTLP (HTTP, protobuf), where one is configured.</summary>
internal sealed class Tracing(OtlpOptions? options) : IDisposable
{
    private TracerProvider? provider;

    public void Start()
    {
        if (options is null)
            return;
        provider = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService("steward", serviceVersion: Health.Version))
            .AddSource("Microsoft.AspNetCore", "Npgsql", "System.Net.Http", Telemetry.Name)
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.SampleRatio)))
            .AddProcessor(new WithoutSecrets())
            .AddOtlpExporter(exporter =>
            {
                exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                exporter.Endpoint = new Uri(options.Endpoint.ToString().TrimEnd('/') + "/v1/traces");
                exporter.Headers = options.Headers;
            })
            .Build();
    }

    /// <summary>What the framework's span of a request lacks: its route, and how it ended.</summary>
    public static void Describe(HttpContext http, LogScope scope)
    {
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } activity)
            return;
        activity.DisplayName = scope.Endpoint!;
        activity.SetTag("http.route", (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
        activity.SetTag("http.response.status_code", http.Response.StatusCode);
        activity.SetTag("steward.operation", scope.Operation);
        activity.SetTag("steward.correlation_id", scope.CorrelationId);
        if (http.Response.StatusCode >= 500)
            activity.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>Sends what has not been sent yet, for at most two seconds.</summary>
    public void Dispose()
    {
        provider?.Shutdown(2000);
        provider?.Dispose();
    }

    /// <summary>Queries hold tickets and paths hold link secrets; the route says enough.</summary>
    private sealed class WithoutSecrets : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            data.SetTag("url.query", null);
            data.SetTag("url.path", data.GetTagItem("http.route"));
            if (data.GetTagItem("url.full") is string full)
                data.SetTag("url.full", full.Split('?')[0]);
        }
    }
}
