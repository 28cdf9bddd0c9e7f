using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Steward.Kernel;

/// <summary>The opaque text of a place in an ordered list: what it belongs to, then the keys of the last row.</summary>
internal static class QueryCursor
{
    private const int BondBytes = 8;

    /// <summary>What ties a cursor to the query that gave it.</summary>
    public static string Bond(string query) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(query)).AsSpan(0, BondBytes));

    public static string Write<TRow>(string bond, IReadOnlyList<QuerySort<TRow>> sorts, TRow row)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = Wire.Json.Encoder }))
        {
            json.WriteStartArray();
            json.WriteStringValue(bond);
            foreach (var sort in sorts)
                sort.Write(json, sort.Of(row));
            json.WriteEndArray();
        }
        return Base64Url.EncodeToString(buffer.WrittenSpan);
    }

    /// <summary>The keys, or the refusal <c>invalid_cursor</c>.</summary>
    public static IReadOnlyList<object?> Read<TRow>(string bond, IReadOnlyList<QuerySort<TRow>> sorts, string cursor)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(Math.Min(cursor.Length, QueryLimits.Cursor))];
        if (
            cursor.Length > QueryLimits.Cursor
            || Base64Url.DecodeFromChars(cursor, bytes, out _, out var length) is not OperationStatus.Done
        )
            throw Refusal();
        try
        {
            using var json = JsonDocument.Parse(bytes.AsMemory(0, length));
            if (
                json.RootElement is not { ValueKind: JsonValueKind.Array } parts
                || parts.GetArrayLength() != sorts.Count + 1
                || parts[0].Deserialize<string>() != bond
            )
                throw Refusal();
            return [.. sorts.Select((sort, place) => sort.Read(parts[place + 1]))];
        }
        catch (JsonException)
        {
            throw Refusal();
        }
    }

    private static RefusalException Refusal() =>
        RefusalException.Invalid(
            "/cursor",
            "invalid_cursor",
            "The cursor is not one that this query gave. Start again without it."
        );
}
