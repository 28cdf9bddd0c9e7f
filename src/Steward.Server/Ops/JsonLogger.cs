using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Steward.Server.Ops;

internal sealed class JsonLogger(
    string category,
    LogOutput output,
    TimeProvider time,
    Func<IExternalScopeProvider> scopes
) : ILogger
{
    private const int LongestText = 16 << 10;

    private static readonly JsonWriterOptions Format = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    // Names of placeholders are constants of the code, so this does not grow.
    private static readonly ConcurrentDictionary<string, string> WireNames = new(StringComparer.Ordinal);

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? reusedBuffer;

    [ThreadStatic]
    private static Utf8JsonWriter? reusedWriter;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => scopes().Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        // Taken for the time of this entry: a value's own ToString may log, too.
        var buffer = reusedBuffer ?? new(1024);
        var json = reusedWriter ?? new(buffer, Format);
        (reusedBuffer, reusedWriter) = (null, null);
        buffer.ResetWrittenCount();
        json.Reset(buffer);

        json.WriteStartObject();
        WriteTime(json);
        json.WriteString("level", Name(logLevel));
        json.WriteString("message", Clean(formatter(state, exception)));
        WriteScope(json);
        json.WriteString("category", category);
        if (eventId.Name is { } name)
            json.WriteString("event", WireName(name));
        if (state is IReadOnlyList<KeyValuePair<string, object?>> { Count: > 1 } values)
            WriteState(json, values);
        if (exception is not null)
            json.WriteString("exception", Clean(exception.ToString()));
        json.WriteEndObject();
        json.Flush();
        buffer.Write("\n"u8);
        output.Write(buffer.WrittenSpan);

        if (buffer.Capacity <= 64 << 10)
            (reusedBuffer, reusedWriter) = (buffer, json);
    }

    private void WriteTime(Utf8JsonWriter json)
    {
        Span<char> text = stackalloc char[32];
        time.GetUtcNow().TryFormat(text, out var length, "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        json.WriteString("timestamp", text[..length]);
    }

    private void WriteScope(Utf8JsonWriter json)
    {
        var holder = new Innermost();
        scopes().ForEachScope(static (scope, holder) => holder.Scope = scope as LogScope ?? holder.Scope, holder);
        var scope = holder.Scope;
        WriteId(json, "tenant_id", scope?.Tenant?.Value);
        WriteId(json, "user_id", scope?.User?.Value);
        json.WriteString("endpoint", scope?.Endpoint);
        if (scope?.Operation is not null)
            json.WriteString("operation", scope.Operation);
        json.WriteString("correlation_id", scope?.CorrelationId);
        var activity = Activity.Current;
        json.WriteString("trace_id", activity?.TraceId.ToHexString());
        if (activity is not null)
            json.WriteString("span_id", activity.SpanId.ToHexString());
    }

    private static void WriteId(Utf8JsonWriter json, string name, Guid? id)
    {
        if (id is null)
            json.WriteNull(name);
        else
            json.WriteString(name, id.Value);
    }

    private static void WriteState(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        json.WriteStartObject("state");
        for (var i = 0; i < values.Count; i++)
        {
            var (name, value) = values[i];
            if (name == "{OriginalFormat}")
                continue;
            json.WritePropertyName(WireName(name));
            WriteValue(json, Redaction.IsSecret(name) ? Redaction.Removed : value);
        }
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool yes:
                json.WriteBooleanValue(yes);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case Guid id:
                json.WriteStringValue(id);
                break;
            case IFormattable formattable:
                json.WriteStringValue(Clean(formattable.ToString(null, CultureInfo.InvariantCulture)));
                break;
            default:
                json.WriteStringValue(Clean(value.ToString() ?? ""));
                break;
        }
    }

    private static string Clean(string text) =>
        Redaction.Clean(text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "..."));

    private static string WireName(string name) =>
        WireNames.GetOrAdd(name, JsonNamingPolicy.SnakeCaseLower.ConvertName);

    private static string Name(LogLevel level) =>
        level switch
        {
            LogLevel.Trace => "trace",
            LogLevel.Debug => "debug",
            LogLevel.Information => "information",
            LogLevel.Warning => "warning",
            LogLevel.Error => "error",
            _ => "critical",
        };

    private sealed class Innermost
    {
        public LogScope? Scope { get; set; }
    }
}
