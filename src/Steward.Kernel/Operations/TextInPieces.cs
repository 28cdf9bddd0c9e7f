using System.Text.Json;
using System.Text.Json.Serialization;

namespace Steward.Kernel;

/// <summary>For a text that can be long, as a file's: in one piece the writer would hold it twelve times over.</summary>
public sealed class TextInPieces : JsonConverter<string>
{
    private const int Piece = 8 << 10;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        var rest = value.AsSpan();
        for (; rest.Length > Piece; rest = rest[Piece..])
            writer.WriteStringValueSegment(rest[..Piece], isFinalSegment: false);
        writer.WriteStringValueSegment(rest, isFinalSegment: true);
    }
}
