using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Steward.Kernel;

/// <summary>How everything looks on the wire: snake_case, strict on what comes in.</summary>
public static class Wire
{
    public static JsonSerializerOptions Json { get; } = Options();

    /// <summary>The same without <c>[Secret]</c> properties: for what is kept.</summary>
    internal static JsonSerializerOptions Kept { get; } = Options(Secrets.LeaveOut);

    /// <summary>The same without secrets, and long texts by their hash: for telling whether two inputs are the same.</summary>
    internal static JsonSerializerOptions Compared { get; } = Options(Secrets.LeaveOut, new LongTextConverter());

    /// <summary>The same with "(new)" in place of <c>[Secret]</c> properties: for previews.</summary>
    internal static JsonSerializerOptions Shown { get; } = Options(Secrets.Mask);

    /// <summary><c>CompleteTask</c> is <c>complete_task</c>.</summary>
    public static string Name(string clrName) => JsonNamingPolicy.SnakeCaseLower.ConvertName(clrName);

    /// <summary>
    /// To the microsecond, which is what PostgreSQL keeps: else the journal would hold a time that the row does not.
    /// </summary>
    public static DateTimeOffset Stored(DateTimeOffset time) =>
        time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));

    /// <summary>What the serializer throws at JSON that does not fit.</summary>
    public static bool IsUnreadable(Exception fault) =>
        fault
            is JsonException
                or InvalidOperationException
                or FormatException
                or OverflowException
                or ArgumentException;

    private static JsonSerializerOptions Options(
        Action<JsonTypeInfo>? secrets = null,
        params ReadOnlySpan<JsonConverter> more
    )
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
            AllowDuplicateProperties = false,
            MaxDepth = 32,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false),
                new TenantIdConverter(),
                new UserIdConverter(),
                new UtcConverter(),
                new TimeConverter(),
                new OptionalConverterFactory(),
            },
        };
        foreach (var converter in more)
            options.Converters.Add(converter);
        var resolver = new DefaultJsonTypeInfoResolver { Modifiers = { OptionalConverterFactory.LeaveOutAbsent } };
        if (secrets is not null)
            resolver.Modifiers.Add(secrets);
        options.TypeInfoResolver = resolver;
        options.MakeReadOnly();
        return options;
    }

    private sealed class TenantIdConverter : JsonConverter<TenantId>
    {
        public override TenantId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            new(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, TenantId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }

    private sealed class UserIdConverter : JsonConverter<UserId>
    {
        public override UserId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            new(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, UserId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }

    /// <summary>The writer would hold a file's text many times over.</summary>
    private sealed class LongTextConverter : JsonConverter<string>
    {
        private const int Short = 16 << 10;

        public override string? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
        {
            if (value.Length <= Short)
                writer.WriteStringValue(value);
            else
                writer.WriteBase64StringValue(SHA256.HashData(MemoryMarshal.AsBytes(value.AsSpan())));
        }
    }

    /// <summary>A time of day, to the microsecond.</summary>
    private sealed class TimeConverter : JsonConverter<TimeOnly>
    {
        private static readonly JsonConverter<TimeOnly> Plain =
            (JsonConverter<TimeOnly>)JsonSerializerOptions.Default.GetConverter(typeof(TimeOnly));

        public override TimeOnly Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            var time = Plain.Read(ref reader, type, options);
            return new(time.Ticks - time.Ticks % TimeSpan.TicksPerMicrosecond);
        }

        public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) =>
            Plain.Write(writer, value, options);
    }

    /// <summary>RFC 3339 in UTC, whatever offset came in; an offset is required, since a time without one is a guess.</summary>
    private sealed class UtcConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            var text = reader.GetString() ?? "";
            var time = reader.GetDateTimeOffset();
            if (!text.Contains('T') || !(text.EndsWith('Z') || text[^6] is '+' or '-'))
                throw new JsonException("A time needs its offset, as in 2026-11-20T09:00:00Z.");
            return Stored(time.ToUniversalTime());
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime);
    }
}
