using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Steward.Server.Rest;

/// <summary>A buffer with its JSON writer, used again by the next request on the thread that gave it back.</summary>
internal sealed class JsonBuffer : IDisposable
{
    private const int LargestKept = 256 << 10;

    private static readonly JsonWriterOptions Format = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static JsonBuffer? spare;

    private readonly ArrayBufferWriter<byte> bytes = new(4 << 10);
    private readonly Utf8JsonWriter json;

    private JsonBuffer() => json = new(bytes, Format);

    public ReadOnlyMemory<byte> Written => bytes.WrittenMemory;

    public static JsonBuffer Rent()
    {
        var rented = spare ?? new();
        spare = null;
        return rented;
    }

    /// <summary>The writer at the beginning of the empty buffer.</summary>
    public Utf8JsonWriter Begin()
    {
        bytes.ResetWrittenCount();
        json.Reset();
        return json;
    }

    public void Write(ReadOnlySpan<byte> raw) => bytes.Write(raw);

    public void CopyTo(IBufferWriter<byte> target) => target.Write(bytes.WrittenSpan);

    public async ValueTask Fill(Stream source, CancellationToken ct)
    {
        bytes.ResetWrittenCount();
        while (await source.ReadAsync(bytes.GetMemory(4 << 10), ct) is > 0 and var read)
            bytes.Advance(read);
    }

    public void Dispose()
    {
        if (bytes.Capacity <= LargestKept)
            spare = this;
    }
}
