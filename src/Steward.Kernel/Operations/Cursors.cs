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
        return cursor.Length == 22 && Base64Url.TryDecodeFromChars(cursor, bytes, out var written) && written == 16
            ? new Guid(bytes)
            : throw RefusalException.Invalid(
                "/cursor",
                "invalid_cursor",
                "The cursor is not one that this list gave. Start again without it."
            );
    }
}
