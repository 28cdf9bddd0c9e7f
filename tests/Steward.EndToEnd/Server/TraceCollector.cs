using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Steward.EndToEnd.Server;

internal sealed record Span(string TraceId, string Scope, string Name, IReadOnlyDictionary<string, string> Attributes);

/// <summary>
/// A collector of our own, so that the exporter is not proved by its own library: OTLP over HTTP, protobuf, as
/// https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto has it.
/// </summary>
internal sealed class TraceCollector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Span> spans = new();

    private TraceCollector(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    public static async Task<TraceCollector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var collector = new TraceCollector(app);
        app.MapPost("/v1/traces", collector.Take);
        await app.StartAsync();
        return collector;
    }

    /// <summary>The spans of one trace, as soon as the one of that name is among them; it ends last.</summary>
    public async Task<IReadOnlyList<Span>> Trace(string traceId, string until)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var found = spans.Where(span => span.TraceId == traceId).ToList();
            if (found.Any(span => span.Name == until))
                return found;
            await Task.Delay(50, limit.Token);
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        foreach (var resourceSpans in Messages(body.ToArray(), 1))
        {
            var resource = Messages(resourceSpans, 1).SelectMany(r => Attributes(r, 1)).ToList();
            foreach (var scopeSpans in Messages(resourceSpans, 2))
            {
                var scope = Text(Messages(scopeSpans, 1).Single(), 1);
                foreach (var span in Messages(scopeSpans, 2))
                    spans.Enqueue(
                        new(
                            Convert.ToHexStringLower(Messages(span, 1).Single()),
                            scope,
                            Text(span, 5),
                            Attributes(span, 9).Concat(resource).ToDictionary(a => a.Key, a => a.Value)
                        )
                    );
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Attributes(byte[] message, int number) =>
        Messages(message, number).Select(pair => KeyValuePair.Create(Text(pair, 1), Value(Messages(pair, 2).Single())));

    private static string Value(byte[] any)
    {
        var (number, bytes, varint) = Fields(any).Single();
        return number == 1 ? Encoding.UTF8.GetString(bytes!) : varint.ToString(CultureInfo.InvariantCulture);
    }

    private static string Text(byte[] message, int number) =>
        Encoding.UTF8.GetString(Messages(message, number).SingleOrDefault() ?? []);

    private static IEnumerable<byte[]> Messages(byte[] message, int number) =>
        Fields(message).Where(field => field.Number == number).Select(field => field.Bytes!);

    /// <summary>https://protobuf.dev/programming-guides/encoding/</summary>
    private static List<(int Number, byte[]? Bytes, ulong Varint)> Fields(byte[] message)
    {
        var fields = new List<(int, byte[]?, ulong)>();
        for (var at = 0; at < message.Length; )
        {
            var tag = Varint();
            switch (tag & 7)
            {
                case 0:
                    fields.Add(((int)(tag >> 3), null, Varint()));
                    break;
                case 2:
                    var length = (int)Varint();
                    fields.Add(((int)(tag >> 3), message[at..(at + length)], 0));
                    at += length;
                    break;
                default:
                    at += (tag & 7) == 1 ? 8 : 4;
                    break;
            }

            ulong Varint()
            {
                ulong value = 0;
                for (var shift = 0; ; shift += 7)
                {
                    var part = message[at++];
                    value |= (ulong)(part & 0x7f) << shift;
                    if (part < 0x80)
                        return value;
                }
            }
        }
        return fields;
    }
}
