using System.Buffers.Text;

namespace Steward.Kernel;

/// <summary>Opaque cursors of lists that go by id.</summary>
public static class Cursors
{
    public static string Of(Guid id) => Base64Url.EncodeToString(id.ToByteArray());

    /// <summary>Throws a refusal (422) when the text is not a cursor.</summary>
    public static Guid? Id(string? cursor)
    {
        if (cursor is null)
            return null;
        Span<byte> bytes = stackalloc byte[16];
        return cursor.Length == 22 && IsDecoded(cursor, bytes)
            ? new Guid(bytes)
            : throw RefusalException.Invalid(
                "/cursor",
                "invalid_cursor",
                "The cursor is not one that this list gave. Start again without it."
            );
    }

    /// <summary>Whether the text holds exactly as many bytes. (Base64Url's own Try throws at a strange character.)</summary>
    public static bool IsDecoded(string text, Span<byte> bytes) =>
        Base64Url.DecodeFromChars(text, bytes, out _, out var written) is System.Buffers.OperationStatus.Done
        && written == bytes.Length;
}
